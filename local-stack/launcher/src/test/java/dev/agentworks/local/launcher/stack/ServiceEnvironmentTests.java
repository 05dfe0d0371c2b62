package dev.agentworks.local.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTests {

    @TempDir private Path folder = Path.of(".");

    @Test
    void withoutAKeyTheSimulatorAnswersAndIsNamed() {
        var router = environment(Map.of()).of(ServiceDefinition.ROUTER);

        assertThat(router)
                .containsEntry("AGENTWORKS_SIMULATED_PROVIDERS", "openai,anthropic,google")
                .containsEntry("OPENAI_BASE_URL", "http://127.0.0.1:9009/v1");
    }

    @Test
    void aKeyOfOnesOwnChoosesTheRealProvider() {
        var router = environment(Map.of("OPENAI_API_KEY", "sk-real")).of(ServiceDefinition.ROUTER);

        assertThat(router)
                .containsEntry("AGENTWORKS_SIMULATED_PROVIDERS", "anthropic,google")
                .doesNotContainKey("OPENAI_BASE_URL")
                .doesNotContainKey("OPENAI_API_KEY");
    }

    @Test
    void eachServiceKnowsItsOwnKeyAndRoleOnly() {
        var environment = environment(Map.of());
        var core = environment.of(ServiceDefinition.CORE);
        var billing = environment.of(ServiceDefinition.BILLING);

        assertThat(core.get("AGENTWORKS_SERVICE_KEY"))
                .isNotEqualTo(billing.get("AGENTWORKS_SERVICE_KEY"));
        assertThat(core).containsEntry("AGENTWORKS_DATABASE_USER", "core_app");
        assertThat(core.values()).doesNotContain(billing.get("AGENTWORKS_DATABASE_PASSWORD"));
        assertThat(environment.of(ServiceDefinition.GATEWAY))
                .doesNotContainKey("AGENTWORKS_DATABASE_URL");
    }

    private ServiceEnvironment environment(Map<String, String> own) {
        var home = new StackHome(folder);
        home.prepare();
        var settings =
                new StackSettings(Path.of("."), home, new Ports(9000), "", Set.of(), Map.of());
        return new ServiceEnvironment(settings, Secrets.of(home), own);
    }
}
