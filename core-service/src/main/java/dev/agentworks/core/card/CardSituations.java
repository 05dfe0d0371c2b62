package dev.agentworks.core.card;

import dev.agentworks.core.board.Boards.RuleVersion;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.gate.Gate;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.Role;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what has to be known before a card is moved or made, in one statement. Rules are taken from
 * the {@link Gate}, which keeps them: a version of a rule never changes.
 */
@Repository
class CardSituations {

    private static final String LANES =
            """
            array(select n.id from lane n where n.board_id = b.id order by n.number) as lane_ids,
            array(select n.key from lane n where n.board_id = b.id order by n.number) as lane_keys,
            array(select n.name from lane n where n.board_id = b.id order by n.number) as lane_names,
            (select max(w.version) from workflow w where w.project_id = p.id) as workflow_version,
            (select m.role from membership m where m.workspace_id = p.workspace_id and m.person_id = :person) as role
            """;

    private final JdbcClient jdbc;
    private final CardQueries cards;
    private final Gate gate;

    CardSituations(JdbcClient jdbc, CardQueries cards, Gate gate) {
        this.jdbc = jdbc;
        this.cards = cards;
        this.gate = gate;
    }

    /**
     * What has to be known to move a card.
     *
     * @param role of the person who moves it; null when they are no member
     * @param lanes all of its board, in order
     * @param spot where it would stand; empty when the neighbour it names does not stand there
     */
    record CardSituation(
            CardRow card,
            @Nullable Role role,
            List<LaneView> lanes,
            Optional<LanePlaces.Spot> spot) {}

    /** What there is to know of a card that the transaction has locked, and of its place to be. */
    CardSituation ofMove(CardId card, UUID person, int toLane, MoveCard.Place place) {
        return jdbc.sql(
                        CardQueries.SELECT_WITH.formatted(", s.*, " + LANES)
                                + "join board b on b.id = c.board_id join lane t on t.board_id = b.id and t.number = :lane cross join "
                                + LanePlaces.spotSql(place)
                                + " where c.id = :card")
                .param("card", card.value())
                .param("person", person)
                .param("lane", toLane)
                .params(LanePlaces.spotParameters(place))
                .query((row, _) ->
                        new CardSituation(
                                cards.card(row),
                                role(row),
                                lanes(
                                        row,
                                        row.getObject("board_id", UUID.class),
                                        row.getObject("project_id", UUID.class),
                                        row.getObject("workspace_id", UUID.class)),
                                LanePlaces.spot(row)))
                .single();
    }

    /**
     * What has to be known to make a card.
     *
     * @param role of the person who makes it; null when they are no member
     * @param lanes all of the board, in order
     * @param parentType the kind of the card that is to be its parent; null when it is none of the
     *     project
     */
    record NewCardSituation(
            UUID workspaceId,
            String projectKey,
            @Nullable Role role,
            List<LaneView> lanes,
            @Nullable CardType parentType) {}

    Optional<NewCardSituation> ofCreation(
            ProjectId project, @Nullable UUID person, @Nullable CardId parent) {
        return jdbc.sql(
                        """
                        select p.id as project_id, p.workspace_id, p.key as project_key, b.id as board_id,
                            (select f.type from card f where f.id = :parent and f.project_id = p.id and f.archived_at is null)
                                as parent_type,
                        """
                                + LANES
                                + """
                                from project p join board b on b.project_id = p.id
                                where p.id = :project and p.archived_at is null
                                """)
                .param("project", project.value())
                .param("person", person)
                .param("parent", parent == null ? null : parent.value())
                .query((row, _) -> {
                    var workspace = row.getObject("workspace_id", UUID.class);
                    var parentType = row.getString("parent_type");
                    return new NewCardSituation(
                            workspace,
                            row.getString("project_key"),
                            role(row),
                            lanes(
                                    row,
                                    row.getObject("board_id", UUID.class),
                                    project.value(),
                                    workspace),
                            parentType == null ? null : CardType.valueOf(parentType));
                })
                .optional();
    }

    private List<LaneView> lanes(ResultSet row, UUID board, UUID project, UUID workspace)
            throws SQLException {
        var version = row.getInt("workflow_version");
        var ids = (UUID[]) row.getArray("lane_ids").getArray();
        var keys = texts(row.getArray("lane_keys"));
        var names = texts(row.getArray("lane_names"));
        var rules = gate.rules(Stream.of(ids).map(id -> new RuleVersion(id, version)).toList());
        var lanes = new ArrayList<LaneView>();
        for (var number = 0; number < ids.length; number++) {
            lanes.add(
                    new LaneView(
                            ids[number],
                            board,
                            project,
                            workspace,
                            number,
                            keys[number],
                            names[number],
                            version,
                            rules.get(number)));
        }
        return List.copyOf(lanes);
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    private static @Nullable Role role(ResultSet row) throws SQLException {
        var role = row.getString("role");
        return role == null ? null : Role.valueOf(role);
    }
}
