package dev.agentworks.orchestrator.agent;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A project's agents: what it changed about them, and those it added. */
@RestController
@RequiresScope("orchestrator:public")
@RequestMapping("/api/projects/{project}")
class ProjectAgentController {

    private final AgentDesk desk;
    private final Agents agents;
    private final ProjectAgents projects;
    private final AgentViews views;

    ProjectAgentController(
            AgentDesk desk, Agents agents, ProjectAgents projects, AgentViews views) {
        this.desk = desk;
        this.agents = agents;
        this.projects = projects;
        this.views = views;
    }

    @GetMapping("/agent-config")
    ResponseEntity<AgentTables.Config> config(@PathVariable UUID project, Caller caller) {
        return tagged(desk.config(project, caller.requireUser()));
    }

    @PutMapping("/agent-config")
    ResponseEntity<AgentTables.Config> change(
            @PathVariable UUID project,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid Change request,
            Caller caller) {
        return tagged(
                desk.change(project, version(ifMatch), request.agents(), caller.requireUser()));
    }

    @GetMapping("/agents")
    AgentViews.AgentList list(@PathVariable UUID project, Caller caller) {
        var user = caller.requireUser();
        var config = desk.config(project, user);
        var kept = views.kept(user);
        var own = desk.owns(project, user).stream().map(AgentTables.Own::agent);
        return new AgentViews.AgentList(
                Stream.concat(
                                agents.all().stream().map(agent -> views.view(agent, false, kept)),
                                own.map(projects::definition)
                                        .map(agent -> views.view(agent, true, kept)))
                        .map(view -> view.enabledBy(config.agents().get(view.id())))
                        .toList());
    }

    @PostMapping("/agents")
    ResponseEntity<Shown> add(
            @PathVariable UUID project,
            @RequestBody @Valid OwnAgent agent,
            @RequestHeader(name = "Idempotency-Key", required = false) @Size(max = 200)
                    @Nullable String command,
            Caller caller) {
        var key = command == null || command.isBlank() ? Uuids.v7().toString() : command;
        var added = desk.add(project, agent, key, caller.requireUser());
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag("\"" + added.version() + "\"")
                .body(Shown.of(added));
    }

    @GetMapping("/agents/{agent}")
    ResponseEntity<Shown> read(
            @PathVariable UUID project, @PathVariable String agent, Caller caller) {
        var own = desk.own(project, agent, caller.requireUser());
        return own.map(ProjectAgentController::tagged)
                .orElseGet(() ->
                        ResponseEntity.ok(
                                agents.find(agent)
                                        .map(Shown::builtIn)
                                        .orElseThrow(() -> AgentDesk.unknown(agent))));
    }

    @PutMapping("/agents/{agent}")
    ResponseEntity<Shown> replace(
            @PathVariable UUID project,
            @PathVariable String agent,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid OwnAgent changed,
            Caller caller) {
        return tagged(
                desk.replace(project, agent, version(ifMatch), changed, caller.requireUser()));
    }

    @DeleteMapping("/agents/{agent}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID project, @PathVariable String agent, Caller caller) {
        desk.remove(project, agent, caller.requireUser());
    }

    private static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        var number = ifMatch.replace("W/", "").replace("\"", "").strip();
        if (!number.matches("\\d{1,18}")) {
            throw new ProblemException(
                    CommonError.INVALID_REQUEST, "If-Match must be the ETag of an earlier answer.");
        }
        return Long.valueOf(number);
    }

    private static ResponseEntity<AgentTables.Config> tagged(AgentTables.Config config) {
        return ResponseEntity.ok().eTag("\"" + config.version() + "\"").body(config);
    }

    private static ResponseEntity<Shown> tagged(AgentTables.Own own) {
        return ResponseEntity.ok().eTag("\"" + own.version() + "\"").body(Shown.of(own));
    }

    record Change(@NotNull @Size(max = 200) Map<String, @Valid @Nullable AgentSettings> agents) {}

    record Shown(@JsonUnwrapped OwnAgent agent, boolean builtIn, @Nullable Long version) {

        static Shown of(AgentTables.Own own) {
            return new Shown(own.agent(), false, own.version());
        }

        static Shown builtIn(AgentDefinition agent) {
            return new Shown(
                    new OwnAgent(
                            agent.id(),
                            agent.name(),
                            agent.lanes(),
                            agent.provider(),
                            agent.model(),
                            agent.temperature(),
                            agent.maxTokens(),
                            agent.tools(),
                            agent.leavesBehind(),
                            agent.risk(),
                            agent.prompt()),
                    true,
                    null);
        }
    }
}
