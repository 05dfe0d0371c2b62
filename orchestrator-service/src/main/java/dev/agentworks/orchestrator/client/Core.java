package dev.agentworks.orchestrator.client;

import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The parts of core that the orchestrator reads and changes. */
public interface Core {

    /** The card with its surroundings; empty when there is no such card (any more). */
    Optional<CardContext> context(UUID workspace, UUID card);

    /**
     * The card with its lane and what holds its agents back, and nothing that agents read: to
     * decide what starts.
     */
    Optional<CardContext> brief(UUID workspace, UUID card);

    /** The card as everybody sees it. */
    default JsonNode card(UUID workspace, String card) {
        return card(workspace, card, null);
    }

    /** The card as this run sees it, with what it holds. */
    JsonNode card(UUID workspace, String card, @Nullable UUID run);

    JsonNode cards(UUID workspace, UUID project, @Nullable UUID run);

    default JsonNode documents(UUID workspace, UUID project) {
        return documents(workspace, project, null);
    }

    JsonNode documents(UUID workspace, UUID project, @Nullable UUID run);

    default JsonNode document(UUID workspace, String document) {
        return document(workspace, document, null);
    }

    JsonNode document(UUID workspace, String document, @Nullable UUID run);

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
     * Holds a tool call's change for a person's approval; answers as {@link #effect} will.
     *
     * @throws dev.agentworks.starter.servicetoken.RemoteProblem when core refuses it
     */
    JsonNode hold(UUID workspace, UUID run, String key, JsonNode effect);

    /**
     * Finds out whether all that the run holds could happen now.
     *
     * @throws dev.agentworks.starter.servicetoken.RemoteProblem when something could not
     */
    void checkHeld(UUID workspace, UUID run);

    /**
     * Lets all that the run holds happen, in one go and once.
     *
     * @return how many changes were made
     * @throws dev.agentworks.starter.servicetoken.RemoteProblem when something could not happen;
     *     then nothing has
     */
    int releaseHeld(UUID workspace, UUID run, String approver);

    /** Forgets what the run holds. */
    void dropHeld(UUID workspace, UUID run);

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
