#include <libpq-fe.h>

// libpq spells these as character macros, which Swift does not import.
static const int POSTGRES_FIELD_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int POSTGRES_FIELD_SQLSTATE = PG_DIAG_SQLSTATE;
static const int POSTGRES_FIELD_MESSAGE = PG_DIAG_MESSAGE_PRIMARY;
static const int POSTGRES_FIELD_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME;

// glibc has these, but shows them only to GNU programs.
#include <spawn.h>
extern int syncfs(int descriptor);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
