package dev.agentworks.local.launcher.command;

import java.util.List;

/** Whether a person brought keys of real model providers. */
final class ProviderKeys {

    private static final List<String> VARIABLES =
            List.of("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY");

    private ProviderKeys() {}

    static boolean none() {
        return VARIABLES.stream().map(System::getenv).allMatch(key -> key == null || key.isBlank());
    }
}
