package dev.agentworks.orchestrator.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of documents' passages and their vectors. */
@Repository
@Transactional
class Passages {

    private static final int LONGEST = 900;

    private final JdbcClient jdbc;

    Passages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Splits a text between paragraphs, into passages short enough for one vector each. */
    static List<String> split(String content) {
        var passages = new ArrayList<String>();
        var passage = new StringBuilder();
        for (var paragraph : content.split("\\n\\s*\\n")) {
            if (!passage.isEmpty() && passage.length() + paragraph.length() > LONGEST) {
                passages.add(passage.toString());
                passage.setLength(0);
            }
            var rest = paragraph.strip();
            while (rest.length() > LONGEST) {
                passages.add(rest.substring(0, LONGEST));
                rest = rest.substring(LONGEST);
            }
            passage.append(passage.isEmpty() ? "" : "\n\n").append(rest);
        }
        if (!passage.toString().isBlank()) {
            passages.add(passage.toString());
        }
        return passages;
    }

    /** The versions of documents that are indexed, as {@code id/version}. */
    Set<String> indexed(UUID project, String model) {
        return jdbc
                .sql(
                        "select distinct document_id || '/' || version from passage where project_id = :project and model = :model")
                .param("project", project)
                .param("model", model)
                .query((row, _) -> row.getString(1))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** Replaces earlier versions; storing a version again changes nothing. */
    void put(Document document, String model, List<String> texts, List<float[]> vectors) {
        jdbc.sql(
                        "delete from passage where document_id = :id and model = :model and version < :version")
                .param("id", document.id())
                .param("model", model)
                .param("version", document.version())
                .update();
        for (int number = 0; number < texts.size(); number++) {
            jdbc.sql(
                            """
                            insert into passage (document_id, version, model, number, workspace_id, project_id, text, meaning)
                            values (:id, :version, :model, :number, :workspace, :project, :text, :meaning)
                            on conflict do nothing
                            """)
                    .param("id", document.id())
                    .param("version", document.version())
                    .param("model", model)
                    .param("number", number)
                    .param("workspace", document.workspace())
                    .param("project", document.project())
                    .param("text", texts.get(number))
                    .param("meaning", boxed(vectors.get(number)))
                    .update();
        }
    }

    /** The passages of at least this similarity, the most similar first. */
    // float8, because the product of two numbers near zero underflows in float4
    List<Match> search(UUID project, String model, float[] vector, double least, int most) {
        return jdbc.sql(
                        """
                        select document_id, text from (
                            select document_id, number, text,
                                (select sum(a::float8 * b) from unnest(meaning, :wanted::real[]) as pair (a, b)) as likeness
                            from passage where project_id = :project and model = :model) compared
                        where likeness >= :least
                        order by likeness desc, document_id, number
                        limit :most
                        """)
                .param("wanted", boxed(vector))
                .param("project", project)
                .param("model", model)
                .param("least", least)
                .param("most", most)
                .query((row, _) ->
                        new Match(row.getObject("document_id", UUID.class), row.getString("text")))
                .list();
    }

    private static Float[] boxed(float[] numbers) {
        var boxed = new Float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            boxed[i] = numbers[i];
        }
        return boxed;
    }

    record Document(UUID workspace, UUID project, UUID id, int version) {}

    record Match(UUID document, String text) {}
}
