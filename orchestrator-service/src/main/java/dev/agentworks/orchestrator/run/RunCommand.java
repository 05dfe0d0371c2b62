package dev.agentworks.orchestrator.run;

import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks of a run.
 *
 * @param key with it, the same command is done once
 * @param request what is asked, in words that differ for another request
 */
public record RunCommand(ActingUser user, @Nullable String key, String request) {
    /** A command that consists of these parts. */
    public static RunCommand of(ActingUser user, @Nullable String key, @Nullable Object... parts) {
        return new RunCommand(
                user, key == null || key.isBlank() ? null : key, Arrays.toString(parts));
    }

    /** Names the command in the database, where the key itself is not kept. */
    byte[] id() {
        var caller = user.key() == null ? "person " + user.id() : "key " + user.key();
        return Sha256.bytes(String.join("\n", List.of(caller, String.valueOf(key))));
    }

    byte[] fingerprint() {
        return Sha256.bytes(request);
    }
}
