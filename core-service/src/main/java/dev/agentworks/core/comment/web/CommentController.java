package dev.agentworks.core.comment.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.comment.Authors;
import dev.agentworks.core.comment.CommentId;
import dev.agentworks.core.comment.CommentRow;
import dev.agentworks.core.comment.Comments;
import dev.agentworks.core.comment.NewComment;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people and agents say on a card. */
@RestController
@RequestMapping("/api/cards/{id}/comments")
@RequiresScope("core:public")
@RunAsCurrentUser
class CommentController {

    private final Comments comments;

    CommentController(Comments comments) {
        this.comments = comments;
    }

    record CommentRequest(
            @NotBlank @Size(max = 10_000) String body,
            @Nullable @Size(max = 500) String file,
            @Nullable @Positive Integer line) {}

    record EditRequest(@NotBlank @Size(max = 10_000) String body) {}

    @GetMapping
    Page<CommentRow> of(
            @PathVariable CardId id,
            @RequestParam(required = false) @Nullable Authors by,
            CursorRequest request) {
        return comments.of(id, by, request);
    }

    @PutMapping("/{comment}")
    @GatewayOnly
    CommentRow edit(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @PathVariable CommentId comment,
            @RequestBody @Valid EditRequest request) {
        return comments.edit(id, comment, request.body(), person);
    }

    @DeleteMapping("/{comment}")
    @GatewayOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @PathVariable CommentId comment) {
        comments.delete(id, comment, person);
    }

    @PostMapping
    @HonoursIdempotencyKey
    @GatewayOnly
    @ResponseStatus(HttpStatus.CREATED)
    CommentRow add(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @RequestBody @Valid CommentRequest request) {
        return comments.add(
                id, new NewComment(request.body(), request.file(), request.line()), person);
    }
}
