package dev.agentworks.starter.tenancy;

/**
 * The statement that begins a transaction: it tells the database for whom. A service whose policies
 * ask for more than the subject has one of its own, which finds out everything at once.
 *
 * @param text with two parameters, the person's id and the tenant's, each empty when there is none
 */
public record SubjectSql(String text) {

    static final SubjectSql SETTINGS =
            new SubjectSql(
                    "select set_config('app.user_id', ?, true), set_config('app.tenant_id', ?, true)");
}
