package dev.agentworks.core.board;

import org.springframework.data.repository.Repository;

/** Boards to be made; {@link BoardQueries} reads them. */
interface BoardRepository extends Repository<Board, BoardId> {

    Board save(Board board);
}
