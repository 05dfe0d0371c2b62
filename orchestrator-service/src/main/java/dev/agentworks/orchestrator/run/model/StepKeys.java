package dev.agentworks.orchestrator.run.model;

import dev.agentworks.starter.digest.Sha256;
import java.util.UUID;

/** The keys under which others know a step, so that repeating it there changes nothing. */
public final class StepKeys {

    private StepKeys() {}

    /** The key of a step's one call: a decision to call again is a new key. */
    public static String of(UUID run, StepRecord.Kind kind, String path, int reissue) {
        return switch (kind) {
            case MODEL -> Sha256.hex(run + "\n" + path + "\n" + reissue);
            case CONFIG, TOOL, PROPOSE, APPROVAL, APPLY, COMPLETE, END, COMPENSATION ->
                    run + "-" + path.replace('/', '-');
        };
    }
}
