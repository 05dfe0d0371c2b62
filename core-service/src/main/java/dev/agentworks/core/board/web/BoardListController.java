package dev.agentworks.core.board.web;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.Boards.BoardView;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The boards of a project. */
@RestController
@RequestMapping("/api/projects/{project}")
@RequiresScope("core:public")
class BoardListController {

    private final Boards boards;
    private final Projects projects;

    BoardListController(Boards boards, Projects projects) {
        this.boards = boards;
        this.projects = projects;
    }

    record Items(List<BoardView> items) {}

    @GetMapping("/boards")
    Items of(Caller caller, @PathVariable UUID project) {
        return new Items(
                Acting.as(
                        caller,
                        _ -> {
                            projects.require(project);
                            return boards.of(project);
                        }));
    }
}
