package dev.agentworks.core.card;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.lanevisit.RunHappenings;
import dev.agentworks.events.run.RunStatus;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

class BoardReadTests extends CoreTest {

    @Autowired private CardRuns runs;

    @Test
    void aBoardIsJudgedWithAsManyQuestionsForManyCardsAsForFew() {
        var person = situations.person();
        var project = situations.project(person);
        for (var lane = 0; lane < 11; lane++) {
            situations.card(person, project, lane);
        }
        read(person, project);
        var few = statements(() -> read(person, project));

        for (var count = 0; count < 33; count++) {
            situations.card(person, project, count % 11);
        }
        var many = statements(() -> read(person, project));

        assertThat(many).isEqualTo(few).isPositive().isLessThan(20);
        assertThat(read(person, project).path("cards")).hasSize(44);
    }

    @Test
    void aBoardThatWasSeenIsNotSentAgainUntilItChanges() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 0);
        var seen = tag(person, project, null);

        assertThat(tag(person, project, seen)).isEqualTo("304");

        situations.as(
                person,
                "PATCH",
                "/api/cards/" + card.path("id").asString(),
                Map.of("title", "Another"));
        var changed = tag(person, project, seen);
        assertThat(changed).isNotEqualTo("304");

        new RunHappenings(runs, card, "PRD").is(RunStatus.RUNNING);
        var running = tag(person, project, changed);
        assertThat(running).isNotEqualTo("304");

        var document = situations.document(person, card, "BLUEPRINT");
        var written = tag(person, project, running);
        assertThat(written).isNotEqualTo("304");

        situations.as(person, "POST", "/api/documents/" + document + "/approve", Map.of());
        assertThat(tag(person, project, written)).isNotEqualTo("304");

        var before = tag(person, project, null);
        situations.rule(person, project, 3, Map.of("wipLimit", 7));
        assertThat(tag(person, project, before)).isNotEqualTo("304");
    }

    /** The board's tag, or 304 when it is the one seen. */
    private String tag(Person person, JsonNode project, @Nullable String seen) {
        var path = "/api/boards/" + project.path("boardId").asString();
        var answer =
                seen == null
                        ? situations.as(person, "GET", path, null)
                        : situations.as(person, "GET", path, null, "If-None-Match", seen);
        return answer.status() == 304 ? "304" : String.valueOf(answer.tag());
    }

    private JsonNode read(Person person, JsonNode project) {
        return situations
                .as(person, "GET", "/api/boards/" + project.path("boardId").asString(), null)
                .body();
    }

    /** How many statements the request sends to the database. */
    private static long statements(Supplier<JsonNode> request) {
        var logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var level = logger.getLevel();
        var seen = new ListAppender<ILoggingEvent>();
        seen.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(seen);
        try {
            request.get();
        } finally {
            logger.detachAppender(seen);
            logger.setLevel(level);
        }
        return seen.list.stream()
                .filter(event -> event.getThreadName().startsWith("tomcat"))
                .filter(event ->
                        event.getFormattedMessage().startsWith("Executing prepared SQL statement"))
                .count();
    }
}
