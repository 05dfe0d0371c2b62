package dev.agentworks.orchestrator.agent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent that a project adds: the fields of an agent file's front matter, and the prompt. It may
 * be sent back as it was read, with what the project adds to it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties({"builtIn", "version"})
public record CustomAgent(
        @NotNull @Pattern(regexp = AgentDefinition.ID, message = "must look like CEO_COPILOT")
                String id,
        @NotBlank @Size(max = 100) String name,
        @Size(max = 11) List<@NotNull @Min(0) @Max(10) Integer> lanes,
        @Nullable @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String provider,
        @Nullable @Size(min = 1, max = 200) String model,
        @Nullable @DecimalMin("0") @DecimalMax("2") Double temperature,
        @Nullable @Min(1) @Max(200_000) Integer maxTokens,
        @Size(max = 30) List<@NotBlank String> tools,
        @Size(max = 10)
                List<
                                @NotNull
                                @Pattern(
                                        regexp = "(document|card):[A-Z_]{1,20}",
                                        message = "must look like document:PRD or card:TASK")
                                String>
                        leavesBehind,
        @Nullable @Pattern(regexp = "low|medium|high", message = "must be low, medium or high")
                String risk,
        @NotBlank @Size(max = 50_000) String prompt) {

    public CustomAgent {
        lanes = lanes == null ? List.of() : lanes.stream().distinct().sorted().toList();
        tools = tools == null ? List.of() : tools.stream().distinct().toList();
        leavesBehind = leavesBehind == null ? List.of() : leavesBehind.stream().distinct().toList();
    }

    /** What it leaves open is taken from the defaults. */
    AgentDefinition definition(AgentDefinition defaults) {
        return new AgentDefinition(
                id,
                name,
                lanes,
                provider == null ? defaults.provider() : provider,
                model == null ? defaults.model() : model,
                temperature == null ? defaults.temperature() : temperature,
                maxTokens == null ? defaults.maxTokens() : maxTokens,
                tools,
                leavesBehind,
                risk == null ? "low" : risk,
                true,
                AgentFile.withId(id, prompt.strip()));
    }
}
