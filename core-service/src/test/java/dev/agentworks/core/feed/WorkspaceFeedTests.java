package dev.agentworks.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import dev.agentworks.starter.test.RetentionRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A feed tells everything that was committed, once and in one order. */
class WorkspaceFeedTests extends CoreTest {

    @Autowired private WorkspaceFeeds feeds;
    @Autowired private ApplicationContext context;
    @Autowired private TransactionTemplate transaction;
    @Autowired private JdbcClient jdbc;
    private Person person;
    private JsonNode project;

    @BeforeEach
    void project() {
        person = situations.person();
        project = situations.project(person);
    }

    @Test
    void tellsWhatHappensToACardInItsOrder() {
        var card = situations.card(person, project, 0);
        situations.as(person, "PATCH", path(card), Map.of("title", "Changed"));
        situations.move(person, card, Map.of("toLane", 0, "position", 0));
        situations.as(person, "DELETE", path(card), null);

        var page = read(0L);

        assertThat(page.path("events"))
                .extracting(event -> event.path("type").asString())
                .containsExactly("card.created", "card.updated", "card.moved", "card.deleted");
        assertThat(page.path("events"))
                .extracting(event -> event.at("/data/cardId").asString())
                .containsOnly(card.path("id").asString());
        assertThat(page.path("head").asLong())
                .isEqualTo(page.path("events").get(3).path("seq").asLong());
    }

    @Test
    void tellsNothingOfWhatWasNotCommitted() {
        situations.as(
                person,
                "POST",
                "/api/projects/" + project.path("id").asString() + "/cards",
                Map.of("title", "Nowhere", "lane", 77));

        assertThat(read(0L).path("events")).isEmpty();
    }

    @Test
    void aReaderWhoFollowsTheNumbersMissesNothingWhileManyWriteAtOnce() throws Exception {
        var writing = new AtomicBoolean(true);
        var cards = new ArrayList<JsonNode>();
        for (int lane = 0; lane < 6; lane++) {
            cards.add(situations.card(person, project, lane));
        }
        Callable<List<String>> follow =
                () -> {
                    var told = new ArrayList<String>();
                    long after = 0;
                    boolean more = true;
                    while (more) {
                        more = writing.get();
                        var page = read(after);
                        for (var event : page.path("events")) {
                            told.add(event.at("/data/eventId").asString());
                            after = event.path("seq").asLong();
                            more = true;
                        }
                    }
                    return told;
                };

        List<String> told;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(follow);
            var writers = new ArrayList<Callable<Boolean>>();
            for (var card : cards) {
                writers.add(() -> {
                    for (int i = 0; i < 10; i++) {
                        situations.as(person, "PATCH", path(card), Map.of("title", "Title " + i));
                    }
                    return true;
                });
            }
            threads.invokeAll(writers);
            writing.set(false);
            told = reader.get();
        }

        assertThat(told).hasSize(66);
        assertThat(new HashSet<>(told)).hasSize(66);
    }

    @Test
    void tellsAnEventOnceHoweverOftenItComes() {
        var event = event();
        for (int i = 0; i < 3; i++) {
            inWorkspace(() -> {
                feeds.append(event);
                return true;
            });
        }

        assertThat(read(0L).path("events")).hasSize(1);
    }

    @Test
    void forgetsOldEventsAndSaysFromWhichNumberAllAreKept() {
        situations.card(person, project, 0);
        inWorkspace(() ->
                jdbc.sql("update feed_event set written_at = now() - interval '2 days'").update());
        situations.card(person, project, 1);

        new RetentionRules(context).forget("feed-events", Duration.ofDays(1), 1000);

        var page = read(0L);
        assertThat(page.path("floor").asLong()).isEqualTo(1);
        assertThat(page.path("events")).hasSize(1);
        assertThat(page.path("events").get(0).path("seq").asLong()).isEqualTo(2);
    }

    @Test
    void isForTheGatewayAndWithinOneWorkspace() {
        var stranger = situations.person();
        situations.card(person, project, 0);

        assertThat(situations.internal("GET", feed(person.workspace()), "core:read", null).status())
                .isEqualTo(403);
        assertThat(
                        inWorkspace(
                                        stranger.workspace(),
                                        () ->
                                                feeds.read(
                                                        WorkspaceId.of(person.workspace()), 0L, 10))
                                .events())
                .isEmpty();
    }

    private FeedEvent event() {
        var id = UUID.randomUUID().toString();
        return new FeedEvent(
                UUID.fromString(person.workspace()),
                id,
                "run.progress",
                "{\"eventId\":\"%s\"}".formatted(id));
    }

    private JsonNode read(long after) {
        return situations
                .internal("GET", feed(person.workspace()) + "?after=" + after, "core:feed", null)
                .body();
    }

    private <T> T inWorkspace(Supplier<T> work) {
        return inWorkspace(person.workspace(), work);
    }

    private <T> T inWorkspace(String workspace, Supplier<T> work) {
        return WorkspaceScope.call(
                WorkspaceId.of(workspace), () -> transaction.execute(_ -> work.get()));
    }

    private static String feed(String workspace) {
        return "/internal/workspaces/" + workspace + "/feed";
    }

    private static String path(JsonNode card) {
        return "/api/cards/" + card.path("id").asString();
    }
}
