package dev.agentworks.starter.web;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** ETags as HTTP says them: {@code ETag: "7"} out, {@code If-Match: "7"} in. */
public final class ETags {

    private ETags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** The version of an {@code If-Match}; null when the client expects none. */
    public static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Long.parseLong(ifMatch.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException _) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "If-Match must be the ETag of an earlier answer.")
                    .invalid("header:If-Match", "must be an ETag such as \"7\"");
        }
    }

    /** Refuses with 412 when the client expects another version than the present one. */
    public static void requireMatch(@Nullable Long expected, long present) {
        if (expected != null && expected != present) {
            throw new ProblemException(
                            CommonError.VERSION_CONFLICT,
                            "Somebody changed it; read it again and repeat your change.")
                    .with("version", present);
        }
    }
}
