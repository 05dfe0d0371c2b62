package dev.agentworks.orchestrator.client;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import dev.agentworks.starter.servicetoken.ServiceClients;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** Core over HTTP. */
@Component
class RestCore implements Core {

    private static final int NOT_FOUND = 404;
    private static final String HELD = "/internal/workspaces/{workspace}/runs/{run}/held-changes";

    private final RestClient reading;
    private final RestClient changing;
    private final RestClient asPerson;

    RestCore(ServiceClients clients) {
        this.reading = clients.to("core", "core:read");
        this.changing = clients.to("core", "core:effects");
        this.asPerson = clients.to("core", "core:public");
    }

    @Override
    public Optional<CardContext> context(UUID workspace, UUID card) {
        return context("/internal/workspaces/{workspace}/cards/{card}/context", workspace, card);
    }

    @Override
    public Optional<CardContext> brief(UUID workspace, UUID card) {
        return context(
                "/internal/workspaces/{workspace}/cards/{card}/context?brief=true",
                workspace,
                card);
    }

    private Optional<CardContext> context(String path, UUID workspace, UUID card) {
        try {
            return Optional.ofNullable(
                    reading.get().uri(path, workspace, card).retrieve().body(CardContext.class));
        } catch (RemoteProblem problem) {
            if (problem.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw problem;
        }
    }

    @Override
    public JsonNode card(UUID workspace, String card, @Nullable UUID run) {
        return read("/internal/workspaces/{workspace}/cards/{card}" + seenBy(run), workspace, card);
    }

    @Override
    public JsonNode cards(UUID workspace, UUID project, @Nullable UUID run) {
        return read(
                "/internal/workspaces/{workspace}/projects/{project}/cards" + seenBy(run),
                workspace,
                project);
    }

    @Override
    public JsonNode documents(UUID workspace, UUID project, @Nullable UUID run) {
        return read(
                "/internal/workspaces/{workspace}/projects/{project}/documents" + seenBy(run),
                workspace,
                project);
    }

    @Override
    public JsonNode document(UUID workspace, String document, @Nullable UUID run) {
        return read(
                "/internal/workspaces/{workspace}/documents/{document}" + seenBy(run),
                workspace,
                document);
    }

    @Override
    public JsonNode document(UUID workspace, String document, int version) {
        return read(
                "/internal/workspaces/{workspace}/documents/{document}?version={version}",
                workspace,
                document,
                version);
    }

    @Override
    public JsonNode search(UUID workspace, UUID project, String words, int most) {
        return read(
                "/internal/workspaces/{workspace}/projects/{project}/search?q={words}&limit={most}",
                workspace,
                project,
                words,
                most);
    }

    @Override
    public JsonNode effect(UUID workspace, String key, JsonNode effect) {
        return Objects.requireNonNull(
                changing.post()
                        .uri("/internal/workspaces/{workspace}/effects/{key}", workspace, key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(effect)
                        .retrieve()
                        .body(JsonNode.class));
    }

    @Override
    public JsonNode hold(UUID workspace, UUID run, String key, JsonNode effect) {
        return Objects.requireNonNull(
                changing.post()
                        .uri(HELD + "/{key}", workspace, run, key)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(effect)
                        .retrieve()
                        .body(JsonNode.class));
    }

    @Override
    public void checkHeld(UUID workspace, UUID run) {
        changing.post().uri(HELD + "/check", workspace, run).retrieve().toBodilessEntity();
    }

    @Override
    public int releaseHeld(UUID workspace, UUID run, String approver) {
        var released =
                changing.post()
                        .uri(HELD + "/release", workspace, run)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new Release(approver))
                        .retrieve()
                        .body(JsonNode.class);
        return Objects.requireNonNull(released).path("changes").asInt();
    }

    @Override
    public void dropHeld(UUID workspace, UUID run) {
        changing.delete().uri(HELD, workspace, run).retrieve().toBodilessEntity();
    }

    @Override
    public void settled(UUID workspace, UUID card, int laneVisit, boolean completed) {
        try {
            changing.post()
                    .uri("/internal/workspaces/{workspace}/cards/{card}/settled", workspace, card)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Settled(laneVisit, completed))
                    .retrieve()
                    .toBodilessEntity();
        } catch (RemoteProblem problem) {
            // a card that is gone has nothing to be settled any more
            if (problem.status() != NOT_FOUND) {
                throw problem;
            }
        }
    }

    @Override
    public VisibleCard visibleCard(UUID card, ActingUser user) {
        var facts =
                Objects.requireNonNull(
                        asPerson.get()
                                .uri("/api/cards/{card}", card)
                                .attribute(ServiceClients.ACTING_USER, user)
                                .retrieve()
                                .body(CardFacts.class));
        var project = Objects.requireNonNull(facts.projectId(), "core names a card's project");
        var workspace = facts.workspaceId();
        return new VisibleCard(
                card, workspace != null ? workspace : visibleProject(project, user), project);
    }

    @Override
    public UUID visibleProject(UUID project, ActingUser user) {
        return Objects.requireNonNull(
                        asPerson.get()
                                .uri("/api/projects/{project}", project)
                                .attribute(ServiceClients.ACTING_USER, user)
                                .retrieve()
                                .body(ProjectFacts.class))
                .workspaceId();
    }

    private JsonNode read(String path, Object... variables) {
        return Objects.requireNonNull(
                reading.get().uri(path, variables).retrieve().body(JsonNode.class));
    }

    private static String seenBy(@Nullable UUID run) {
        return run == null ? "" : "?run=" + run;
    }

    private record ProjectFacts(UUID workspaceId) {}

    private record Release(String approvedBy) {}

    private record Settled(int laneVisit, boolean completed) {}
}
