package dev.agentworks.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.starter.test.OldDatabase;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What later migrations make of the rows that an older release left, or leaves while it ends. */
class MigrationTests {
    private static final String BEFORE_OWN_DOCUMENTS = "74";
    private static final String OWN_DOCUMENTS_AND_MARKS = "76";

    private final OldDatabase database = OldDatabase.of("core", BEFORE_OWN_DOCUMENTS);
    private final JdbcClient rows = database.rows();
    private final UUID workspace = UUID.randomUUID();
    private final UUID project = UUID.randomUUID();
    private final UUID lane = UUID.randomUUID();
    private int cards;

    MigrationTests() {
        rows.sql(
                        """
                        with w as (
                            insert into workspace (id, name, slug, created_at) values (:workspace, 'Acme', 'acme', now())
                        ), p as (
                            insert into project (id, workspace_id, key, name, description, created_at)
                            values (:project, :workspace, 'APP', 'App', '', now())
                        ), b as (
                            insert into board (id, workspace_id, project_id, name)
                            values (:project, :workspace, :project, 'Board'))
                        insert into lane (id, workspace_id, board_id, number, key, name)
                        values (:lane, :workspace, :project, 0, 'VISION', 'Vision')
                        """)
                .param("workspace", workspace)
                .param("project", project)
                .param("lane", lane)
                .update();
    }

    @Test
    void aDocumentOfOneCardIsItsOwnAndOneOfSeveralIsNobodys() {
        var first = card();
        var second = card();
        var own = document("PRD", first);
        var shared = document("RESEARCH", first, second);
        var loose = document("CUSTOM");

        database.migrate();

        assertThat(owner(own)).isEqualTo(first);
        assertThat(owner(shared)).isNull();
        assertThat(owner(loose)).isNull();
    }

    @Test
    void theBlueprintThatAllCardsWroteStaysWithTheCardItBeganOn() {
        var first = card();
        var second = card();
        var blueprint = document("BLUEPRINT", second, first);

        database.migrate();

        assertThat(owner(blueprint)).isEqualTo(first);
        assertThatThrownBy(() -> own(document("BLUEPRINT", first), first))
                .isInstanceOf(DuplicateKeyException.class);
        var others = document("BLUEPRINT", second);
        own(others, second);
        assertThat(owner(others)).isEqualTo(second);
    }

    @Test
    void cardsAreMarkedThatAgentsMadeAndThatPeopleMoved() {
        var person = card();
        noted(person, "user:1", "created", "{\"title\":[null,\"A\"]}");
        var agents = card();
        noted(agents, "agent:PLANNER", "created", "{\"lane\":[null,4]}");
        noted(agents, "user:1", "moved", "{\"position\":[1,0]}");
        noted(agents, "agent:PLANNER", "moved", "{\"lane\":[4,5]}");
        var moved = card();
        noted(moved, "agent:PLANNER", "created", "{\"lane\":[null,4]}");
        noted(moved, "user:1", "moved", "{\"lane\":[4,5]}");

        database.migrate();

        assertThat(marks(person)).isEqualTo(List.of(false, false));
        assertThat(marks(agents)).isEqualTo(List.of(true, false));
        assertThat(marks(moved)).isEqualTo(List.of(true, true));
    }

    @Test
    void whatAnOlderInstanceWroteBesideTheNewOneGetsItsOwnersAndMarksToo() {
        database.migrateTo(OWN_DOCUMENTS_AND_MARKS);
        var first = card();
        var second = card();
        noted(first, "agent:PLANNER", "created", "{\"lane\":[null,4]}");
        noted(first, "user:1", "moved", "{\"lane\":[4,5]}");
        var prd = document("PRD", first);
        var shared = document("RESEARCH", first, second);
        var blueprint = document("BLUEPRINT", first);
        var twice = document("BLUEPRINT", first);
        var newer = document("BLUEPRINT", second);
        own(newer, second);
        var late = document("BLUEPRINT", second);

        database.migrate();

        assertThat(owner(prd)).isEqualTo(first);
        assertThat(owner(shared)).isNull();
        assertThat(List.of(blueprint, twice))
                .extracting(this::owner)
                .containsExactlyInAnyOrder(first, null);
        assertThat(owner(newer)).isEqualTo(second);
        assertThat(owner(late)).isNull();
        assertThat(marks(first)).isEqualTo(List.of(true, true));
        assertThat(marks(second)).isEqualTo(List.of(false, false));
    }

    @Test
    void anOlderInstanceCanStillWriteCardsAndDocuments() {
        database.migrate();

        var card = card();
        var document = document("PRD", card);

        assertThat(owner(document)).isNull();
        assertThat(marks(card)).isEqualTo(List.of(false, false));
    }

    // the columns of the older release only
    private UUID card() {
        var id = UUID.randomUUID();
        rows.sql(
                        """
                        insert into card (id, workspace_id, project_id, board_id, lane_id, rank, number, type, title, description,
                               acceptance_criteria, labels, priority, status, review_state, lane_visit, rule_version, version,
                               created_at, updated_at)
                        values (:id, :workspace, :project, :project, :lane, :rank, :number, 'FEATURE', 'A', '', '[]', '[]',
                                'MEDIUM', 'READY', 'NONE', 1, 1, 0, now(), now())
                        """)
                .param("id", id)
                .param("workspace", workspace)
                .param("project", project)
                .param("lane", lane)
                .param("rank", "a" + ++cards)
                .param("number", cards)
                .update();
        return id;
    }

    private UUID document(String type, UUID... linked) {
        var id = UUID.randomUUID();
        rows.sql(
                        """
                        insert into document (id, workspace_id, project_id, type, title, status, version, author, created_at,
                               updated_at)
                        values (?, ?, ?, ?, 'A', 'DRAFT', 1, 'user:1', now(), now())
                        """)
                .params(id, workspace, project, type)
                .update();
        for (var card : linked) {
            rows.sql(
                            "insert into document_card (document_id, card_id, workspace_id) values (?, ?, ?)")
                    .params(id, card, workspace)
                    .update();
        }
        return id;
    }

    private void own(UUID document, UUID card) {
        rows.sql("update document set card_id = ? where id = ?").params(card, document).update();
    }

    private void noted(UUID card, String actor, String action, String changes) {
        rows.sql(
                        """
                        insert into card_history (id, workspace_id, card_id, actor, action, changes, created_at)
                        values (gen_random_uuid(), ?, ?, ?, ?, ?::jsonb, now())
                        """)
                .params(workspace, card, actor, action, changes)
                .update();
    }

    private @Nullable UUID owner(UUID document) {
        var row =
                rows.sql("select card_id from document where id = ?")
                        .param(document)
                        .query()
                        .singleRow();
        return (UUID) row.get("card_id");
    }

    private List<Boolean> marks(UUID card) {
        return rows.sql("select made_by_agent, moved_by_person from card where id = ?")
                .param(card)
                .query((row, _) -> List.of(row.getBoolean(1), row.getBoolean(2)))
                .single();
    }
}
