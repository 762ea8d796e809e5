extension Command {
    /// Every command; a new one is one line here.
    static let all: [Command] = [
        serve, migrate,
        tenantCreate, tenantList, tenantShow, tenantSuspend, tenantResume,
        userAdd, userList, userChangeEmail, userSuspend, userResume, userResetPassword,
        importPlan, exportPlan, auditVerify, roles, routes, doctor, site,
    ]
}
