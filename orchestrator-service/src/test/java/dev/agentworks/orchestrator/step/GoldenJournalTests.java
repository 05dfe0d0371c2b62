package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.FakeBoard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * A journal that an earlier version wrote is gone on with by this one, from every step it may have
 * been left at. When the journal's form grows, a new file is recorded beside the old ones: {@code
 * mvn -pl orchestrator-service test -Dtest=GoldenJournalTests -DargLine=-Dgolden=v2}.
 */
class GoldenJournalTests extends RunSituations {

    private static final String FOLDER = "/golden-journals/";

    static Stream<String> versions() {
        return Stream.of("v1.json");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void isGoneOnWithFromEveryStep(String version) throws IOException {
        var steps = read(version);

        for (int kept = 0; kept <= steps.size(); kept++) {
            int dispatched = ROUTER.dispatches.size();
            var card = BOARD.card("PRD");
            var run = leftAt(card, steps.subList(0, kept));

            awaitStates(card, "PRD COMPLETED");

            int asked = ROUTER.dispatches.size() - dispatched;
            assertThat(asked)
                    .as("model calls after %d of %d steps", kept, steps.size())
                    .isEqualTo(3 - modelCalls(steps.subList(0, kept)));
            var effects = BOARD.appliedOn(card);
            assertThat(effects.isEmpty()).isEqualTo(kept == steps.size());
            assertThat(run).isEqualTo(runs(card).getFirst());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "golden", matches = ".+")
    void records() throws IOException {
        var card = BOARD.card("PRD");
        created(card);
        awaitStates(card, "PRD COMPLETED");
        var steps = JSON.createArrayNode();
        jdbc.sql(
                        "select step_path, kind, result from run_step where run_id = :run order by started_at, step_path")
                .param("run", runs(card).getFirst())
                .query((row, _) ->
                        steps.addObject()
                                .put("path", row.getString(1))
                                .put("kind", row.getString(2))
                                .set("result", JSON.readTree(row.getString(3))))
                .list();
        var file = Path.of("src/test/resources" + FOLDER + System.getProperty("golden") + ".json");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(
                file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(steps) + "\n");
    }

    // as a worker left it that was lost after the last of these steps
    private UUID leftAt(FakeBoard.Card card, List<JsonNode> steps) {
        var run = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into run (run_id, trigger_key, workspace_id, project_id, card_id, lane_number, lane_visit_no,
                            agent_id, trigger_kind, triggered_by, status, lease_owner, lease_epoch, lease_until, started_at,
                            run_seq, log_seq)
                        values (:run, :key, :workspace, :project, :card, 1, 1, 'PRD', 'AUTO', 'user:1', 'RUNNING', 'lost', 1,
                            now() + interval '1 hour', now(), 2, 2)
                        """)
                .param("run", run)
                .param("key", run.toString())
                .param("workspace", BOARD.workspace)
                .param("project", BOARD.project)
                .param("card", card.id)
                .update();
        IntStream.range(0, steps.size())
                .forEach(number -> {
                    var step = steps.get(number);
                    jdbc.sql(
                                    """
                                    insert into run_step (run_id, step_path, kind, state, lease_epoch, idem_key, result,
                                        started_at, done_at)
                                    values (:run, :path, :kind, 'DONE', 1, :key, :result::json,
                                        now() - interval '1 minute' + :number * interval '1 second', now())
                                    """)
                            .param("run", run)
                            .param("path", step.path("path").asString())
                            .param("kind", step.path("kind").asString())
                            .param("key", run + "-" + number)
                            .param("result", step.path("result").toString())
                            .param("number", number)
                            .update();
                });
        leaseEnds(run);
        return run;
    }

    private static long modelCalls(List<JsonNode> steps) {
        return steps.stream().filter(step -> step.path("kind").asString().equals("MODEL")).count();
    }

    private static List<JsonNode> read(String version) throws IOException {
        try (var file =
                Objects.requireNonNull(
                        GoldenJournalTests.class.getResourceAsStream(FOLDER + version))) {
            return JSON.readTree(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .valueStream()
                    .toList();
        }
    }
}
