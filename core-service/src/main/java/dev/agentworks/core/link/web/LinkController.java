package dev.agentworks.core.link.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.link.CardLinks;
import dev.agentworks.core.link.LinkId;
import dev.agentworks.core.link.LinkKind;
import dev.agentworks.core.link.LinkRow;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The links of a card to others. */
@RestController
@RequestMapping("/api/cards/{id}/links")
@RequiresScope("core:public")
class LinkController {

    private final CardLinks links;

    LinkController(CardLinks links) {
        this.links = links;
    }

    record LinkRequest(@NotNull CardId toId, @NotNull LinkKind kind) {}

    record Items(List<LinkRow> items) {}

    @GetMapping
    Items of(Caller caller, @PathVariable CardId id) {
        return new Items(Acting.as(caller, _ -> links.of(id)));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    LinkRow link(Caller caller, @PathVariable CardId id, @RequestBody @Valid LinkRequest request) {
        return Acting.inPerson(
                caller,
                person -> links.link(id, request.toId(), request.kind(), new Actor.Person(person)));
    }

    @DeleteMapping("/{link}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(Caller caller, @PathVariable CardId id, @PathVariable LinkId link) {
        Acting.inPerson(
                caller,
                person -> {
                    links.unlink(id, link, new Actor.Person(person));
                    return link;
                });
    }
}
