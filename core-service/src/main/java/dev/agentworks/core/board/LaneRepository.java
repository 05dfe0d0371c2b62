package dev.agentworks.core.board;

import dev.agentworks.core.project.ProjectId;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Lanes to be made and renamed; {@link BoardQueries} reads them with their rules. */
interface LaneRepository extends Repository<Lane, LaneId> {

    @Query(
            """
            select l from Lane l
            join Board b on b.id = l.boardId
            where b.projectId = :project
            """)
    List<Lane> findByProject(ProjectId project);

    List<Lane> saveAll(Iterable<Lane> lanes);
}
