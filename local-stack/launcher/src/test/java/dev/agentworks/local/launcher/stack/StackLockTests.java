package dev.agentworks.local.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.StackInUse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTests {

    @TempDir private Path folder = Path.of(".");
    private StackHome home = new StackHome(folder);

    /** A process that takes the lock, says so, and lives until it is ended. */
    public static final class Owner {
        public static void main(String[] arguments) throws Exception {
            var lock = StackLock.take(new StackHome(Path.of(arguments[0])));
            System.out.println("taken");
            System.in.read();
            lock.close();
        }
    }

    @BeforeEach
    void prepare() {
        home = new StackHome(folder);
        home.prepare();
    }

    @Test
    void oneOfTwoOwnsAFolder() {
        try (var _ = StackLock.take(home)) {
            assertThat(home.isOwned()).isTrue();
            assertThatThrownBy(() -> StackLock.take(home))
                    .isInstanceOf(StackInUse.class)
                    .hasMessageContaining(folder.toString());
            assertThatThrownBy(home::erase).isInstanceOf(StackFailure.class);
        }
        assertThat(home.isOwned()).isFalse();
    }

    @Test
    void anOwnerThatIsKilledOwnsNothing() throws Exception {
        var owner =
                new ProcessBuilder(
                                JavaProgram.java(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Owner.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var said = owner.inputReader()) {
            assertThat(said.readLine()).isEqualTo("taken");
            assertThat(home.isOwned()).isTrue();

            owner.destroyForcibly();

            assertThat(owner.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(home.isOwned()).isFalse();
        } finally {
            owner.destroyForcibly();
        }
    }
}
