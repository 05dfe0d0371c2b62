package dev.agentworks.core.link.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.link.CardLinks;
import dev.agentworks.core.link.LinkId;
import dev.agentworks.core.link.LinkKind;
import dev.agentworks.core.link.LinkRow;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.RunAsCurrentUser;
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
@RunAsCurrentUser
class LinkController {

    private final CardLinks links;

    LinkController(CardLinks links) {
        this.links = links;
    }

    record LinkRequest(@NotNull CardId toId, @NotNull LinkKind kind) {}

    record Items(List<LinkRow> items) {}

    @GetMapping
    Items of(@PathVariable CardId id) {
        return new Items(links.of(id));
    }

    @PostMapping
    @HonoursIdempotencyKey
    @GatewayOnly
    @ResponseStatus(HttpStatus.CREATED)
    LinkRow link(
            @CurrentUser Actor.Person person,
            @PathVariable CardId id,
            @RequestBody @Valid LinkRequest request) {
        return links.link(id, request.toId(), request.kind(), person);
    }

    @DeleteMapping("/{link}")
    @GatewayOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(
            @CurrentUser Actor.Person person, @PathVariable CardId id, @PathVariable LinkId link) {
        links.unlink(id, link, person);
    }
}
