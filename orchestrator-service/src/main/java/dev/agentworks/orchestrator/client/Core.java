package dev.agentworks.orchestrator.client;

import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The parts of core that the orchestrator reads and changes. */
public interface Core {

    /** The card with its surroundings; empty when there is no such card (any more). */
    Optional<CardContext> context(UUID workspace, UUID card);

    JsonNode card(UUID workspace, String card);

    JsonNode cards(UUID workspace, UUID project);

    JsonNode documents(UUID workspace, UUID project);

    JsonNode document(UUID workspace, String document);

    /** A document with the text of one version. */
    JsonNode document(UUID workspace, String document, int version);

    /** The documents that match the words, best match first, each with its matching passages. */
    JsonNode search(UUID workspace, UUID project, String words, int most);

    /**
     * Applies a tool call's change once for each key; the same key gets the same answer again.
     *
     * @throws dev.agentworks.starter.servicetoken.RemoteProblem when core refuses it
     */
    JsonNode effect(UUID workspace, String key, JsonNode effect);

    /**
     * Reports that every run of the card's lane visit is over; it may be reported again.
     *
     * @throws dev.agentworks.starter.servicetoken.RemoteProblem when core cannot take it now
     */
    void settled(UUID workspace, UUID card, int laneVisit, boolean completed);

    /** The card, if the person may see it; core's refusal is passed on. */
    VisibleCard visibleCard(UUID card, ActingUser user);

    /** The project's workspace, if the person may see the project; core's refusal is passed on. */
    UUID visibleProject(UUID project, ActingUser user);

    /** Which workspace and project a card belongs to. */
    record VisibleCard(UUID id, UUID workspaceId, UUID projectId) {}
}
