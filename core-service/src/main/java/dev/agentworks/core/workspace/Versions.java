package dev.agentworks.core.workspace;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Versions as HTTP says them: {@code ETag: "7"} out, {@code If-Match: "7"} in. */
public final class Versions {

    private Versions() {}

    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /** The version a client expects; null when it does not say. */
    public static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Long.parseLong(ifMatch.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException _) {
            throw new ProblemException(
                    CommonError.INVALID_REQUEST, "If-Match must be the ETag of an earlier answer.");
        }
    }

    /** Refuses when the client expects another version than the present one. */
    public static void require(@Nullable Long expected, long present) {
        if (expected != null && expected != present) {
            throw new ProblemException(
                            CommonError.VERSION_CONFLICT,
                            "Somebody changed it; read it again and repeat your change.")
                    .with("version", present);
        }
    }
}
