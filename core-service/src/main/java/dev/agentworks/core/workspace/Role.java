package dev.agentworks.core.workspace;

/** What a member may do, from most to least. */
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    VIEWER;

    public boolean allows(Permission permission) {
        return switch (permission) {
            case READ -> true;
            case WRITE -> this != VIEWER;
            case OVERRIDE_GATES, MANAGE -> this == OWNER || this == ADMIN;
            case CLOSE -> this == OWNER;
        };
    }

    /** Whether it may do all that the other one may. */
    public boolean isAtLeast(Role other) {
        return compareTo(other) <= 0;
    }
}
