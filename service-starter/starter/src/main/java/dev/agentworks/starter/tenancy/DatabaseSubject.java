package dev.agentworks.starter.tenancy;

import org.jspecify.annotations.Nullable;

/** For whom a transaction runs: a person, a tenant, or both. */
public record DatabaseSubject(@Nullable String userId, @Nullable String tenantId) {
    /** Nobody: row security shows nothing. */
    public static final DatabaseSubject NOBODY = new DatabaseSubject(null, null);

    /** A person, in whichever tenants the policies let them. */
    public static DatabaseSubject user(String userId) {
        return new DatabaseSubject(userId, null);
    }

    /** The platform itself, within one tenant. */
    public static DatabaseSubject tenant(String tenantId) {
        return new DatabaseSubject(null, tenantId);
    }
}
