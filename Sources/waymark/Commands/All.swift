extension Command {
    /// Every command; a new one is one line here.
    static let all: [Command] = [
        serve, migrate,
        tenantCreate, tenantList, tenantShow, tenantBounds, tenantSuspend, tenantResume,
        userAdd, userList, userChangeEmail, userSuspend, userResume, userResetPassword,
        importPlan, exportPlan, auditVerify, clear, roles, routes, doctor, site,
    ]
}
