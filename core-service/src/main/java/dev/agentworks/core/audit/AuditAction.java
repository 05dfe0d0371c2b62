package dev.agentworks.core.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is written into an audit log, as {@code member.role-changed}. Never renamed. */
public enum AuditAction {
    WORKSPACE_CREATED,
    WORKSPACE_RENAMED,
    WORKSPACE_DELETED,
    WORKSPACE_RESTORED,
    MEMBER_JOINED,
    MEMBER_ROLE_CHANGED,
    MEMBER_REMOVED,
    MEMBER_LEFT,
    INVITATION_SENT,
    INVITATION_REVOKED,
    API_KEY_CREATED,
    API_KEY_REVOKED;

    /** As clients see it: what was changed, a dot, what was done to it. */
    public String text() {
        var words = name().toLowerCase(Locale.ROOT).replace('_', '-');
        var what = words.startsWith("api-key") ? "api-key".length() : words.indexOf('-');
        return words.substring(0, what) + "." + words.substring(what + 1);
    }

    public static Optional<AuditAction> of(String text) {
        return Arrays.stream(values()).filter(action -> action.text().equals(text)).findFirst();
    }
}
