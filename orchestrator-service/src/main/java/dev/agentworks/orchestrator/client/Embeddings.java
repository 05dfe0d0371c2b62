package dev.agentworks.orchestrator.client;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Vectors of texts, computed by the router. */
public interface Embeddings {

    /** The model that computes the vectors; vectors of different models are not compared. */
    String model();

    /**
     * A vector of length one for each text, the same for the same key; empty when the router has
     * none now.
     */
    Optional<List<float[]>> of(String key, UUID workspace, UUID project, List<String> texts);
}
