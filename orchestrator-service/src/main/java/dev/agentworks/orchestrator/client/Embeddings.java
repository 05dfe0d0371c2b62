package dev.agentworks.orchestrator.client;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What texts mean, as vectors made by the router. */
public interface Embeddings {

    /** Names what makes the vectors; those of different models are not compared. */
    String model();

    /**
     * A vector of length one for each text, the same for the same key; empty when none can be had
     * now.
     */
    Optional<List<float[]>> of(String key, UUID workspace, UUID project, List<String> texts);
}
