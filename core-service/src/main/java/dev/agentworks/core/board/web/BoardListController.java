package dev.agentworks.core.board.web;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.Boards.BoardView;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.project.Projects;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.RunAsCurrentUser;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The boards of a project. */
@RestController
@RequestMapping("/api/projects/{project}")
@RequiresScope("core:public")
@RunAsCurrentUser
class BoardListController {

    private final Boards boards;
    private final Projects projects;

    BoardListController(Boards boards, Projects projects) {
        this.boards = boards;
        this.projects = projects;
    }

    record Items(List<BoardView> items) {}

    @GetMapping("/boards")
    Items list(@PathVariable ProjectId project) {
        projects.require(project);
        return new Items(boards.of(project));
    }
}
