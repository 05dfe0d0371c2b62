package dev.agentworks.orchestrator.agent.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.agentworks.orchestrator.agent.AgentConfig;
import dev.agentworks.orchestrator.agent.AgentConfigs;
import dev.agentworks.orchestrator.agent.AgentDefinition;
import dev.agentworks.orchestrator.agent.AgentSettings;
import dev.agentworks.orchestrator.agent.BuiltInAgents;
import dev.agentworks.orchestrator.agent.CustomAgent;
import dev.agentworks.orchestrator.agent.CustomAgents;
import dev.agentworks.orchestrator.agent.CustomAgents.StoredAgent;
import dev.agentworks.orchestrator.agent.ProjectAgents;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/** The agents of a project: its settings for them, and the agents it added. */
@RestController
@RequiresScope("orchestrator:public")
@RequestMapping("/api/projects/{project}")
class ProjectAgentController {

    private final AgentConfigs configs;
    private final CustomAgents customAgents;
    private final BuiltInAgents agents;
    private final ProjectAgents projects;
    private final AgentViews views;

    ProjectAgentController(
            AgentConfigs configs,
            CustomAgents customAgents,
            BuiltInAgents agents,
            ProjectAgents projects,
            AgentViews views) {
        this.configs = configs;
        this.customAgents = customAgents;
        this.agents = agents;
        this.projects = projects;
        this.views = views;
    }

    @GetMapping("/agent-config")
    ResponseEntity<AgentConfig> config(@PathVariable UUID project, Caller caller) {
        return withETag(configs.find(project, caller.requireUser()));
    }

    @PutMapping("/agent-config")
    ResponseEntity<AgentConfig> change(
            @PathVariable UUID project,
            @IfMatch @Nullable Long expected,
            @RequestBody @Valid AgentConfigRequest request,
            Caller caller) {
        return withETag(configs.change(project, expected, request.agents(), caller.requireUser()));
    }

    @GetMapping("/agents")
    AgentViews.AgentList list(@PathVariable UUID project, Caller caller) {
        var user = caller.requireUser();
        var config = configs.find(project, user);
        var kept = views.kept(user);
        var own = customAgents.all(project, user).stream().map(StoredAgent::agent);
        return new AgentViews.AgentList(
                Stream.concat(
                                agents.all().stream().map(agent -> views.view(agent, false, kept)),
                                own.map(projects::definition)
                                        .map(agent -> views.view(agent, true, kept)))
                        .map(view -> view.enabledBy(config.agents().get(view.id())))
                        .toList());
    }

    @PostMapping("/agents")
    ResponseEntity<AgentResponse> add(
            @PathVariable UUID project,
            @RequestBody @Valid CustomAgent agent,
            @RequestHeader(name = "Idempotency-Key", required = false) @Size(max = 200)
                    @Nullable String command,
            Caller caller) {
        var key = command == null || command.isBlank() ? Uuids.v7().toString() : command;
        var added = customAgents.add(project, agent, key, caller.requireUser());
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(ETags.of(added.version()))
                .body(AgentResponse.of(added));
    }

    @GetMapping("/agents/{agent}")
    ResponseEntity<AgentResponse> read(
            @PathVariable UUID project, @PathVariable String agent, Caller caller) {
        var own = customAgents.find(project, agent, caller.requireUser());
        return own.map(ProjectAgentController::withETag)
                .orElseGet(() ->
                        ResponseEntity.ok(
                                agents.find(agent)
                                        .map(AgentResponse::builtIn)
                                        .orElseThrow(() -> CustomAgents.unknown(agent))));
    }

    @PutMapping("/agents/{agent}")
    ResponseEntity<AgentResponse> replace(
            @PathVariable UUID project,
            @PathVariable String agent,
            @IfMatch @Nullable Long expected,
            @RequestBody @Valid CustomAgent changed,
            Caller caller) {
        return withETag(
                customAgents.replace(project, agent, expected, changed, caller.requireUser()));
    }

    @DeleteMapping("/agents/{agent}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID project, @PathVariable String agent, Caller caller) {
        customAgents.remove(project, agent, caller.requireUser());
    }

    private static ResponseEntity<AgentConfig> withETag(AgentConfig config) {
        return ResponseEntity.ok().eTag(ETags.of(config.version())).body(config);
    }

    private static ResponseEntity<AgentResponse> withETag(StoredAgent stored) {
        return ResponseEntity.ok().eTag(ETags.of(stored.version())).body(AgentResponse.of(stored));
    }

    /** A configuration may be sent back as it was read; its version counts in If-Match only. */
    @JsonIgnoreProperties("version")
    record AgentConfigRequest(
            @NotNull @Size(max = 200) Map<String, @Valid @Nullable AgentSettings> agents) {}

    record AgentResponse(
            @JsonUnwrapped CustomAgent agent, boolean builtIn, @Nullable Long version) {

        static AgentResponse of(StoredAgent stored) {
            return new AgentResponse(stored.agent(), false, stored.version());
        }

        static AgentResponse builtIn(AgentDefinition agent) {
            return new AgentResponse(
                    new CustomAgent(
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
