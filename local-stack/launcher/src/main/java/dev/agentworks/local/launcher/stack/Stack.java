package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.cache.RedisServer;
import dev.agentworks.local.launcher.database.DatabaseRoles;
import dev.agentworks.local.launcher.database.PostgresServer;
import dev.agentworks.local.launcher.process.OwnGroup;
import dev.agentworks.local.launcher.process.ProgramProcess;
import dev.agentworks.local.launcher.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The suite on this machine: database, Redis, Pub/Sub emulator, LLM simulator, then the six
 * services side by side. Ends them in the opposite order, so that no service meets a missing
 * database while it says good-bye.
 */
public final class Stack {

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration END_WITHIN = Duration.ofSeconds(12);
    private static final Duration TRAINING_WITHIN = Duration.ofMinutes(10);

    private final StackSettings settings;
    private final Secrets secrets;
    private final Consumer<Stack> onChange;
    private final Consumer<String> progress;
    private final Waiting waiting = new Waiting();
    private final List<ProgramProcess> foundations = new CopyOnWriteArrayList<>();
    private final List<ProgramProcess> services = new CopyOnWriteArrayList<>();

    /**
     * @param onChange told whenever a process was started, so that its number can be kept
     * @param progress told what is being done, a line each, for people
     */
    public Stack(
            StackSettings settings,
            Secrets secrets,
            Consumer<Stack> onChange,
            Consumer<String> progress) {
        this.settings = settings;
        this.secrets = secrets;
        this.onChange = onChange;
        this.progress = progress;
    }

    /** Starts all of it and returns when every part is ready. */
    public void start() {
        startFoundations();
        var programs = prepareServices();
        startServices(programs);
    }

    public void stop() {
        end(services, END_WITHIN);
        var postgres = foundations.stream().filter(it -> it.name().equals("postgresql")).toList();
        end(foundations.stream().filter(it -> !postgres.contains(it)).toList(), END_WITHIN);
        end(postgres, Duration.ofSeconds(20));
    }

    public List<ProcessMark> marks() {
        var marks = new ArrayList<ProcessMark>();
        for (var programs : List.of(foundations, services)) {
            for (var program : programs) {
                var process = program.process();
                if (process != null) {
                    marks.add(ProcessMark.of(program.name(), process.toHandle()));
                }
            }
        }
        return marks;
    }

    private void startFoundations() {
        var ports = settings.ports();
        var home = settings.home();
        var database = new PostgresServer(home, ports.postgres(), secrets.databaseAdministrator());
        database.prepare();
        var postgres = launch(foundations, "postgresql", database.command(), Map.of());
        var redis =
                launch(foundations, "redis", RedisServer.command(home, ports.redis()), Map.of());
        var pubsub = launch(foundations, "pubsub-emulator", emulator(), Map.of());
        var simulator = launch(foundations, "llm-simulator", simulator(), Map.of());
        var roles = new DatabaseRoles(ports.postgres(), secrets);
        waiting.until(postgres, READY_WITHIN, roles::databaseAnswers);
        roles.ensure();
        waiting.forPort(redis, ports.redis(), READY_WITHIN);
        waiting.forPort(pubsub, ports.pubsub(), READY_WITHIN);
        waiting.forHttp(simulator, ports.simulator(), "/health", READY_WITHIN);
        progress.accept("database, Redis, Pub/Sub emulator and LLM simulator are ready");
    }

    private Map<ServiceDefinition, JavaProgram> prepareServices() {
        var environment = new ServiceEnvironment(settings, secrets, System.getenv());
        var programs = new EnumMap<ServiceDefinition, JavaProgram>(ServiceDefinition.class);
        var untrained = new ArrayList<JavaProgram>();
        for (var service : ServiceDefinition.values()) {
            var program = new JavaProgram(service, settings.repository());
            program.extract();
            programs.put(service, program);
            if (!program.isTrained()) {
                untrained.add(program);
            }
        }
        if (!untrained.isEmpty()) {
            progress.accept(
                    "preparing %d newly built services for fast starts (once a build)"
                            .formatted(untrained.size()));
            SideBySide.run(
                    untrained,
                    Math.max(2, Runtime.getRuntime().availableProcessors()),
                    TRAINING_WITHIN,
                    program -> program.train(environment.of(program.service())));
        }
        return programs;
    }

    private void startServices(Map<ServiceDefinition, JavaProgram> programs) {
        var environment = new ServiceEnvironment(settings, secrets, System.getenv());
        var started = new EnumMap<ServiceDefinition, ProgramProcess>(ServiceDefinition.class);
        programs.forEach((service, program) ->
                started.put(
                        service,
                        launch(
                                services,
                                service.serviceName(),
                                program.command(settings.home().folder().toString()),
                                environment.of(service))));
        started.forEach((service, program) ->
                waiting.forHttp(program, settings.ports().of(service), "/ready", READY_WITHIN));
        progress.accept("six services are ready");
    }

    private List<String> emulator() {
        return onClassPath(
                96,
                "dev.agentworks.local.pubsub.PubSubEmulatorMain",
                "--port",
                Integer.toString(settings.ports().pubsub()),
                "--certificates-port",
                Integer.toString(settings.ports().pubsubKeys()),
                "--data",
                settings.home().data("pubsub").toString());
    }

    private List<String> simulator() {
        return onClassPath(
                64,
                "dev.agentworks.local.llm.LlmSimulator",
                "--port",
                Integer.toString(settings.ports().simulator()));
    }

    private List<String> onClassPath(int heapMebibytes, String main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(JavaProgram.java());
        command.addAll(JavaProgram.virtualMachine(heapMebibytes));
        command.add("-Dagentworks.stack=" + settings.home().folder());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main);
        command.addAll(List.of(arguments));
        return command;
    }

    private ProgramProcess launch(
            List<ProgramProcess> group,
            String name,
            List<String> command,
            Map<String, String> environment) {
        var program =
                new ProgramProcess(
                        name,
                        OwnGroup.of(command),
                        environment,
                        settings.home().log(name),
                        () -> onChange.accept(this));
        group.add(program);
        program.start();
        return program;
    }

    private static void end(List<ProgramProcess> programs, Duration patience) {
        if (!programs.isEmpty()) {
            SideBySide.run(
                    programs,
                    programs.size(),
                    patience.plusSeconds(10),
                    program -> program.stop(patience));
        }
    }
}
