package dev.agentworks.router.credential;

import dev.agentworks.router.credential.ProviderKeyStore.WorkspaceKey;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Workspaces' own keys for calls, remembered for a few seconds so that calls need not wait. */
@Component
public class WorkspaceKeys {
    private final ProviderKeyStore keys;
    private final ByokSettings settings;
    private final Map<Place, Remembered> remembered = new ConcurrentHashMap<>();

    WorkspaceKeys(ProviderKeyStore keys, ByokSettings settings) {
        this.keys = keys;
        this.settings = settings;
    }

    WorkspaceKey of(UUID workspace, String provider) {
        var place = new Place(workspace, provider);
        var known = remembered.get(place);
        if (known != null && isFresh(known)) {
            return known.own();
        }
        var own = keys.open(workspace, provider);
        remembered.put(place, new Remembered(own, System.nanoTime()));
        return own;
    }

    public void changed(UUID workspace, String provider) {
        remembered.remove(new Place(workspace, provider));
    }

    @Scheduled(fixedDelayString = "PT30S")
    void forget() {
        remembered.values().removeIf(known -> !isFresh(known));
    }

    private boolean isFresh(Remembered known) {
        return System.nanoTime() - known.at() < settings.remembered().toNanos();
    }

    private record Place(UUID workspace, String provider) {}

    private record Remembered(WorkspaceKey own, long at) {}
}
