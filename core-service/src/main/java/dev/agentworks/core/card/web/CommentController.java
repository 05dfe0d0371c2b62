package dev.agentworks.core.card.web;

import dev.agentworks.core.card.Actor;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.CommentView;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people and agents say on a card. */
@RestController
@RequestMapping("/api/cards/{id}/comments")
@RequiresScope("core:public")
class CommentController {

    private final Cards cards;

    CommentController(Cards cards) {
        this.cards = cards;
    }

    record CommentRequest(@NotBlank @Size(max = 20_000) String body) {}

    @GetMapping
    Page<CommentView> of(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var request = CursorRequest.of(limit, cursor);
        return Acting.as(caller, _ -> cards.comments(id, request));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CommentView say(
            Caller caller, @PathVariable UUID id, @RequestBody @Valid CommentRequest request) {
        return Acting.inPerson(
                caller,
                person -> cards.comment(id, request.body(), null, null, new Actor.Person(person)));
    }
}
