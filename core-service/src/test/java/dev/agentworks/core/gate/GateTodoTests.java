package dev.agentworks.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.lanevisit.RunHappenings;
import dev.agentworks.events.run.RunStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a gate asks for says of what kind it is and where it is done. */
class GateTodoTests extends CoreTest {

    @Autowired private CardRuns runs;
    private Person owner;
    private JsonNode project;

    @BeforeEach
    void aProject() {
        owner = situations.person();
        project = situations.project(owner);
    }

    @Test
    void aDocumentThatIsMissingHasAType() {
        var card = situations.card(owner, project, 2);

        assertTodo(card, "document-missing", "DOCUMENT", null, "RESEARCH");
    }

    @Test
    void aDocumentThatNobodyApprovedIsNamed() {
        var card = situations.card(owner, project, 0, Map.of("type", "EPIC")).body();
        assertTodo(card, "document-missing", "DOCUMENT", null, "BLUEPRINT");

        var document = situations.document(owner, card, "BLUEPRINT");

        assertTodo(card, "document-unapproved", "DOCUMENT", document, null);
    }

    @Test
    void aChildThatIsMissingHasATypeAndOneThatIsUnfinishedIsNamed() {
        var card = situations.card(owner, project, 4, Map.of("type", "FEATURE")).body();
        assertTodo(card, "child-missing", "CARD", null, "TASK");

        var task =
                situations
                        .card(
                                owner,
                                project,
                                4,
                                Map.of("type", "TASK", "parentId", card.path("id").asString()))
                        .text("id");

        assertTodo(card, "child-without-criteria", "CARD", task, null);
    }

    @Test
    void anOpenBugIsNamed() {
        var card = situations.card(owner, project, 7);

        var bug = situations.child(owner, card, "BUG").text("id");

        assertTodo(card, "bug-open", "CARD", bug, null);
    }

    @Test
    void aRunIsNamedByWhatItLacks() {
        var card = situations.card(owner, project, 5);
        assertTodo(card, "run-missing", "CARD", card.path("id").asString(), null);

        var run = new RunHappenings(runs, card, "DEV_BACKEND").is(RunStatus.RUNNING);
        assertTodo(card, "run-not-completed", "RUN", run.id().toString(), null);
        run.is(RunStatus.COMPLETED);
        assertTodo(card, "run-unapproved", "RUN", run.id().toString(), null);
    }

    @Test
    void theCardItselfIsNamedWhereItIsToBeApproved() {
        var card = situations.card(owner, project, 6);
        assertTodo(card, "approval-missing", "CARD", card.path("id").asString(), null);

        var refused = situations.move(owner, card, Map.of("toLane", 7));

        assertThat(refused.body().at("/todo/0/code").asString()).isEqualTo("approval-missing");
        assertThat(refused.body().at("/missing/0").asString()).contains("approval");
    }

    private void assertTodo(
            JsonNode card, String code, String kind, @Nullable String id, @Nullable String type) {
        var verdict =
                situations
                        .as(owner, "GET", "/api/cards/" + card.path("id").asString(), null)
                        .body()
                        .path("exitCriterion");
        assertThat(verdict.path("todo")).as(verdict.toString()).hasSize(1);
        var todo = verdict.at("/todo/0");
        assertThat(todo.path("code").asString()).isEqualTo(code);
        assertThat(todo.path("text")).isEqualTo(verdict.at("/missing/0"));
        assertThat(todo.at("/target/kind").asString()).isEqualTo(kind);
        assertThat(todo.at("/target/id").asString(null)).isEqualTo(id);
        assertThat(todo.at("/target/type").asString(null)).isEqualTo(type);
    }
}
