package dev.agentworks.orchestrator.client;

import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What the orchestrator reads of the board and changes on it. */
public interface Core {

    /** The card with all around it; empty when there is no such card (any more). */
    Optional<CardContext> context(UUID workspace, UUID card);

    JsonNode card(UUID workspace, String card);

    JsonNode cards(UUID workspace, UUID project);

    JsonNode documents(UUID workspace, UUID project);

    JsonNode document(UUID workspace, String document);

    /** Documents that speak of the words, the best first, each with its passages. */
    JsonNode search(UUID workspace, UUID project, String words, int most);

    /**
     * Applies a tool call's change once per key; the same key answers the same again.
     *
     * @throws dev.agentworks.starter.servicetoken.RemoteProblem when core refuses it
     */
    JsonNode effect(UUID workspace, String key, JsonNode effect);

    /**
     * Says that every run of the card's visit is over; it may be said again.
     *
     * @throws dev.agentworks.starter.servicetoken.RemoteProblem when core cannot take it now
     */
    void settled(UUID workspace, UUID card, int laneVisit, boolean completed);

    /** The card as the person may see it; core's own refusal passes through. */
    VisibleCard visibleCard(UUID card, ActingUser user);

    /** The workspace of a project that the person may see; core's own refusal passes through. */
    UUID visibleProject(UUID project, ActingUser user);

    /** Which workspace and project a card belongs to. */
    record VisibleCard(UUID id, UUID workspaceId, UUID projectId) {}
}
