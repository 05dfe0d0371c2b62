package dev.agentworks.core.card;

import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links between cards of one project: none to itself, each pair once, and no circle of cards that
 * block each other.
 */
@Service
public class CardLinks {

    private static final String SELECT =
            """
            select k.id, k.kind,
                   f.id as from_id, p.key || '-' || f.number as from_key, f.title as from_title, fl.number as from_lane,
                   f.status as from_status,
                   t.id as to_id, p.key || '-' || t.number as to_key, t.title as to_title, tl.number as to_lane,
                   t.status as to_status
            from card_link k
            join card f on f.id = k.from_id and f.archived_at is null
            join lane fl on fl.id = f.lane_id
            join card t on t.id = k.to_id and t.archived_at is null
            join lane tl on tl.id = t.lane_id
            join project p on p.id = f.project_id
            """;

    private final Cards cards;
    private final CardNotes notes;
    private final Access access;
    private final JdbcClient jdbc;

    CardLinks(Cards cards, CardNotes notes, Access access, JdbcClient jdbc) {
        this.cards = cards;
        this.notes = notes;
        this.access = access;
        this.jdbc = jdbc;
    }

    /** A link as a person sees it. */
    public record LinkView(UUID id, LinkKind kind, End from, End to) {}

    /** A card at one end of a link. */
    public record End(UUID id, String key, String title, int lane, CardStatus status) {}

    /** The link's id; the same link again is the same link. */
    @Transactional
    public UUID link(CardView from, CardView to, LinkKind kind, Actor actor) {
        if (from.id().equals(to.id()) || !from.projectId().equals(to.projectId())) {
            throw new ProblemException(
                    CardError.LINK_REFUSED,
                    "A card is linked to another card of the same project.");
        }
        // One link after the other in a project: two at once could close a circle that neither of
        // them sees.
        jdbc.sql("select 1 from project where id = ? for no key update")
                .param(from.projectId())
                .query(Integer.class)
                .single();
        if (kind == LinkKind.BLOCKS && blocks(to.id(), from.id())) {
            throw new ProblemException(
                    CardError.LINK_REFUSED,
                    "%s already waits for %s.".formatted(from.key(), to.key()));
        }
        var present = find(from.id(), to.id(), kind);
        if (present.isPresent()) {
            return present.get();
        }
        var id = Uuids.v7();
        jdbc.sql(
                        "insert into card_link (id, workspace_id, from_id, to_id, kind) values (?, ?, ?, ?, ?)")
                .params(id, from.workspaceId(), from.id(), to.id(), kind.name())
                .update();
        note("linked", id, from, to, kind, actor);
        return id;
    }

    /** The links of a card, in both directions. */
    @Transactional(readOnly = true)
    public List<LinkView> of(UUID card) {
        cards.require(card);
        return jdbc.sql(SELECT + " where k.from_id = :card or k.to_id = :card order by k.id")
                .param("card", card)
                .query(CardLinks::view)
                .list();
    }

    /** A person's link; a pair that is linked so already is refused. */
    @Transactional
    public LinkView link(UUID from, UUID to, LinkKind kind, Actor.Person person) {
        var first = writable(from, person);
        var second = cards.require(to);
        // a pair in the other order is the same pair, but where the order says something
        if (find(from, to, kind).isPresent()
                || (kind == LinkKind.RELATES_TO && find(to, from, kind).isPresent())) {
            throw new ProblemException(
                    CardError.LINK_REFUSED,
                    "%s and %s are linked like this already.".formatted(first.key(), second.key()));
        }
        return require(link(first, second, kind, person));
    }

    /** Takes a link of the card away. */
    @Transactional
    public void unlink(UUID card, UUID link, Actor.Person person) {
        writable(card, person);
        var present = require(link);
        if (!card.equals(present.from().id()) && !card.equals(present.to().id())) {
            throw Access.notFound("link of the card");
        }
        if (jdbc.sql("delete from card_link where id = ?").param(link).update() == 0) {
            throw Access.notFound("link");
        }
        note(
                "unlinked",
                link,
                cards.require(present.from().id()),
                cards.require(present.to().id()),
                present.kind(),
                person);
    }

    private CardView writable(UUID card, Actor.Person person) {
        var found = cards.require(card);
        access.require(person.id(), found.workspaceId(), Permission.WRITE, "card");
        return found;
    }

    private void note(
            String action, UUID link, CardView from, CardView to, LinkKind kind, Actor actor) {
        var end =
                Map.of(
                        "link",
                        action.equals("linked") ? new Change(null, kind) : new Change(kind, null),
                        "fromCard",
                        new Change(null, from.key()),
                        "toCard",
                        new Change(null, to.key()));
        notes.note(from, actor, action, link.toString(), end, null);
        notes.note(to, actor, action, link.toString(), end, null);
    }

    private LinkView require(UUID link) {
        return jdbc.sql(SELECT + " where k.id = ?")
                .param(link)
                .query(CardLinks::view)
                .optional()
                .orElseThrow(() -> Access.notFound("link"));
    }

    private Optional<UUID> find(UUID from, UUID to, LinkKind kind) {
        return jdbc.sql("select id from card_link where from_id = ? and to_id = ? and kind = ?")
                .params(from, to, kind.name())
                .query(UUID.class)
                .optional();
    }

    private static LinkView view(ResultSet row, int number) throws SQLException {
        return new LinkView(
                row.getObject("id", UUID.class),
                LinkKind.valueOf(row.getString("kind")),
                end(row, "from"),
                end(row, "to"));
    }

    private static End end(ResultSet row, String side) throws SQLException {
        return new End(
                row.getObject(side + "_id", UUID.class),
                row.getString(side + "_key"),
                row.getString(side + "_title"),
                row.getInt(side + "_lane"),
                CardStatus.valueOf(row.getString(side + "_status")));
    }

    /** The cards that block this one and are not done. */
    @Transactional(readOnly = true)
    public List<End> blockers(UUID card) {
        return jdbc.sql(
                        """
                        select b.id, p.key || '-' || b.number, b.title, l.number, b.status
                        from card_link k
                        join card b on b.id = k.from_id
                        join lane l on l.id = b.lane_id
                        join project p on p.id = b.project_id
                        where k.to_id = ? and k.kind = 'BLOCKS' and b.status <> 'DONE' and b.archived_at is null
                        order by b.number
                        """)
                .param(card)
                .query((row, _) ->
                        new End(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getInt(4),
                                CardStatus.valueOf(row.getString(5))))
                .list();
    }

    private boolean blocks(UUID first, UUID last) {
        return jdbc.sql(
                        """
                        with recursive chain (id) as (
                            select to_id from card_link where from_id = ? and kind = 'BLOCKS'
                            union
                            select l.to_id from card_link l join chain c on l.from_id = c.id where l.kind = 'BLOCKS'
                        )
                        select exists (select from chain where id = ?)
                        """)
                .params(first, last)
                .query(Boolean.class)
                .single();
    }
}
