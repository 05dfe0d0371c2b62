package dev.agentworks.core.watch.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.watch.Watcher;
import dev.agentworks.core.watch.Watchers;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.RunAsCurrentUser;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who watches a card. */
@RestController
@RequestMapping("/api/cards/{id}")
@RequiresScope("core:public")
@RunAsCurrentUser
class WatchController {

    private final Watchers watchers;

    WatchController(Watchers watchers) {
        this.watchers = watchers;
    }

    record Items(List<Watcher> items) {}

    @GetMapping("/watchers")
    Items of(@PathVariable CardId id) {
        return new Items(watchers.of(id));
    }

    @PostMapping("/watch")
    @HonoursIdempotencyKey
    @GatewayOnly
    Items watch(@CurrentUser Actor.Person person, @PathVariable CardId id) {
        return new Items(watchers.watch(id, person));
    }

    @DeleteMapping("/watch")
    @GatewayOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unwatch(@CurrentUser Actor.Person person, @PathVariable CardId id) {
        watchers.unwatch(id, person);
    }
}
