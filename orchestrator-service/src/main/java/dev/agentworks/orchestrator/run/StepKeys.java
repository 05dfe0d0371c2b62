package dev.agentworks.orchestrator.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** The keys under which others know a step, so that repeating it there changes nothing. */
public final class StepKeys {

    private StepKeys() {}

    /** The key of a step's one call: a decision to call again is a new key. */
    public static String of(UUID run, StepRecord.Kind kind, String path, int reissue) {
        return switch (kind) {
            case MODEL -> sha256(run + "\n" + path + "\n" + reissue);
            case CONFIG, TOOL, PROPOSE, APPROVAL, APPLY, COMPLETE, END, COMPENSATION ->
                    run + "-" + path.replace('/', '-');
        };
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
