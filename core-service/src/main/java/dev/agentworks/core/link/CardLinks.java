package dev.agentworks.core.link;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.card.CardError;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.link.LinkRow.End;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links between cards of one project: none to itself, each pair once, and no circle of cards that
 * block each other.
 */
@Service
public class CardLinks {

    private final LinkRepository links;
    private final LinkQueries queries;
    private final Cards cards;
    private final CardActivities activities;

    CardLinks(LinkRepository links, LinkQueries queries, Cards cards, CardActivities activities) {
        this.links = links;
        this.queries = queries;
        this.cards = cards;
        this.activities = activities;
    }

    /**
     * Links two cards; the same link again is the same link.
     *
     * @param id what a new link is to be known by
     */
    @Transactional
    public LinkId link(LinkId id, CardRow from, CardRow to, LinkKind kind, Actor actor) {
        if (from.id().equals(to.id()) || !from.projectId().equals(to.projectId())) {
            throw new ProblemException(
                    CardError.LINK_REFUSED,
                    "A card is linked to another card of the same project.");
        }
        queries.lockProject(from.projectId());
        if (kind == LinkKind.BLOCKS && queries.blocks(to.id(), from.id())) {
            throw new ProblemException(
                    CardError.LINK_REFUSED,
                    "%s already waits for %s.".formatted(from.key(), to.key()));
        }
        return find(from, to, kind)
                .orElseGet(() -> {
                    var link = links.saveAndFlush(new CardLink(id, from.ref(), to.ref(), kind));
                    record(link.getId(), from, to, new Change(null, kind), "linked", actor);
                    return link.getId();
                });
    }

    /** The links of a card, in both directions. */
    @Transactional(readOnly = true)
    public List<LinkRow> of(CardId card) {
        cards.requireAny(card);
        return queries.of(card);
    }

    /** Links two cards for a person; a pair that is linked so already is refused. */
    @Transactional
    public LinkRow link(CardId from, CardId to, LinkKind kind, Actor.Person person) {
        var first = cards.requireWritable(from, person);
        var second = cards.require(to);
        // a pair in the other order is the same pair, but where the order says something
        if (find(first, second, kind).isPresent()
                || (kind == LinkKind.RELATES_TO && find(second, first, kind).isPresent())) {
            throw new ProblemException(
                    CardError.LINK_REFUSED,
                    "%s and %s are linked like this already.".formatted(first.key(), second.key()));
        }
        return require(link(LinkId.next(), first, second, kind, person));
    }

    /** Removes a link of the card. */
    @Transactional
    public void unlink(CardId card, LinkId link, Actor.Person person) {
        cards.requireWritable(card, person);
        var present = require(link);
        if (!card.equals(present.from().id()) && !card.equals(present.to().id())) {
            throw Access.notFound("link of the card");
        }
        if (links.remove(link) == 0) {
            throw Access.notFound("link");
        }
        record(
                link,
                cards.require(present.from().id()),
                cards.require(present.to().id()),
                new Change(present.kind(), null),
                "unlinked",
                person);
    }

    /** The cards that block this one and are not done. */
    @Transactional(readOnly = true)
    public List<End> blockers(CardId card) {
        return queries.blockers(card);
    }

    private Optional<LinkId> find(CardRow from, CardRow to, LinkKind kind) {
        return links.find(new CardId(from.id()), new CardId(to.id()), kind).map(CardLink::getId);
    }

    private LinkRow require(LinkId link) {
        return queries.find(link).orElseThrow(() -> Access.notFound("link"));
    }

    /** Records the link, or its end, on both cards. */
    private void record(
            LinkId link, CardRow from, CardRow to, Change change, String action, Actor actor) {
        var changes =
                Map.of(
                        "link", change,
                        "fromCard", new Change(null, from.key()),
                        "toCard", new Change(null, to.key()));
        var what = link.toString();
        activities.recordBeside(from.ref(), actor, action, what, changes, null);
        activities.recordBeside(to.ref(), actor, action, what, changes, null);
    }
}
