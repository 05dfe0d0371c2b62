package dev.agentworks.core.card;

import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.gate.Missing;
import dev.agentworks.core.gate.Verdict;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a command to move a card. */
public sealed interface MoveOutcome {

    /**
     * The card in its new place.
     *
     * @throws ProblemException when the move was refused, with what the outcome says of it
     */
    default CardView orRefuse(MoveCard command) {
        return switch (this) {
            case Moved(var view) -> view;
            case GateClosed(var lane, var laneName, var criterion, var todo, var mayOverride) ->
                    throw new ProblemException(
                                    CardError.EXIT_CRITERION_NOT_MET,
                                    "The card cannot leave %s yet, it lacks %s. %s"
                                            .formatted(
                                                    laneName,
                                                    todo.stream()
                                                            .map(Missing::text)
                                                            .collect(Collectors.joining("; ")),
                                                    mayOverride
                                                            ? "You may move it with override and a"
                                                                    + " reason."
                                                            : "An admin or owner may move it with"
                                                                    + " override."))
                            .with("lane", lane)
                            .with("criterion", criterion)
                            .with("missing", todo.stream().map(Missing::text).toList())
                            .with("todo", todo);
            case WipExceeded(var lane, var limit) ->
                    throw new ProblemException(
                                    CardError.WIP_LIMIT_REACHED,
                                    "Lane %d holds at most %d cards.".formatted(lane, limit))
                            .with("limit", limit);
            case StaleVersion(var present) ->
                    throw new ProblemException(
                                    CommonError.VERSION_CONFLICT,
                                    "Somebody changed the card; read it again.")
                            .with("version", present);
            case NoSuchLane(var lane) ->
                    throw new ProblemException(
                                    CommonError.INVALID_REQUEST,
                                    "There is no lane %d.".formatted(lane))
                            .invalid("/toLane", "must be the number of a lane, 0 to 10");
            case NoSuchNeighbour() ->
                    throw new ProblemException(
                                    CommonError.INVALID_REQUEST,
                                    "The neighbour does not stand in the lane.")
                            .invalid(
                                    command.place() instanceof MoveCard.Place.Before
                                            ? "/beforeId"
                                            : "/afterId",
                                    "must be a card of the lane");
        };
    }

    /** The card stands in its new place. */
    record Moved(CardView card) implements MoveOutcome {}

    /**
     * A lane may not be left yet, except by a person who may override.
     *
     * @param lane the first lane on the way whose gate is closed
     */
    record GateClosed(
            int lane, String laneName, String criterion, List<Missing> todo, boolean mayOverride)
            implements MoveOutcome {

        public GateClosed {
            todo = List.copyOf(todo);
        }

        static GateClosed of(LaneView lane, Verdict verdict, boolean mayOverride) {
            return new GateClosed(
                    lane.number(), lane.name(), verdict.key(), verdict.todo(), mayOverride);
        }
    }

    /** The lane is full, and its policy enforces the limit. */
    record WipExceeded(int lane, int limit) implements MoveOutcome {}

    /** Somebody else changed the card in the meantime. */
    record StaleVersion(long present) implements MoveOutcome {}

    /** There is no such lane. */
    record NoSuchLane(int lane) implements MoveOutcome {}

    /** The neighbour named does not stand in the lane. */
    record NoSuchNeighbour() implements MoveOutcome {}
}
