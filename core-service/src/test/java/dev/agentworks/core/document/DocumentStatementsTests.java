package dev.agentworks.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A document costs as many statements with ten cards and ten versions as with one. */
class DocumentStatementsTests extends CoreTest {

    @Test
    void savingTakesTheSameStatementsHoweverManyVersionsThereAre() {
        var person = situations.person();
        var path = document(person, situations.project(person), 0);

        var first = save(person, path);
        IntStream.range(0, 10).forEach(_ -> save(person, path));
        var last = save(person, path);

        assertThat(last).isEqualTo(first).hasSizeLessThanOrEqualTo(7);
        assertThat(last).filteredOn(sql -> sql.startsWith("update document")).hasSize(1);
        assertThat(last).filteredOn(sql -> sql.startsWith("insert into document_v")).hasSize(1);
    }

    @Test
    void approvingReadsTheCardsTogether() {
        var person = situations.person();
        var project = situations.project(person);
        var ofOne = document(person, project, 1);
        var ofTen = document(person, project, 10);

        var one = approve(person, ofOne);
        var ten = approve(person, ofTen);

        assertThat(reads(ten)).isEqualTo(reads(one)).hasSizeLessThanOrEqualTo(6);
        // the history of each card has a row more; the messages are one statement
        assertThat(ten).hasSize(one.size() + 9);
    }

    @Test
    void aListReadsAllDocumentsInOneStatement() {
        var person = situations.person();
        var project = situations.project(person);
        var list = "/api/projects/" + project.path("id").asString() + "/documents";
        document(person, project, 1);
        var one = statements.during(() -> situations.as(person, "GET", list, null));

        IntStream.range(0, 5).forEach(_ -> document(person, project, 2));

        assertThat(statements.during(() -> situations.as(person, "GET", list, null)))
                .isEqualTo(one);
    }

    private List<String> save(Person person, String path) {
        var text = Map.of("title", "A text", "content", "text");
        return statements.during(() -> done(situations.as(person, "PUT", path, text)));
    }

    private List<String> approve(Person person, String path) {
        return statements.during(
                () -> done(situations.as(person, "POST", path + "/approve", Map.of())));
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private static List<String> reads(List<String> statements) {
        return statements.stream().filter(sql -> sql.strip().startsWith("select")).toList();
    }

    private String document(Person person, JsonNode project, int cards) {
        var ids =
                IntStream.range(0, cards)
                        .mapToObj(_ -> situations.card(person, project, 5).path("id").asString())
                        .toList();
        return "/api/documents/"
                + situations
                        .as(
                                person,
                                "POST",
                                "/api/projects/" + project.path("id").asString() + "/documents",
                                Map.of("type", "CUSTOM", "title", "A text", "cardIds", ids))
                        .text("id");
    }
}
