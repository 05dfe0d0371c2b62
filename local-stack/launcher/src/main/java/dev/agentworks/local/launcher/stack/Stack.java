package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.Progress;
import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.cache.RedisServer;
import dev.agentworks.local.launcher.database.DatabaseRoles;
import dev.agentworks.local.launcher.database.PostgresServer;
import dev.agentworks.local.launcher.mailbox.Mailbox;
import dev.agentworks.local.launcher.process.OwnGroup;
import dev.agentworks.local.launcher.process.ProgramProcess;
import dev.agentworks.local.launcher.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The suite on this machine: database, Redis, Pub/Sub emulator, LLM simulator, mailbox, then the
 * six services side by side. Ends them in the opposite order, so that no service meets a missing
 * database while it says good-bye.
 */
public final class Stack {

    private static final Duration END_WITHIN = Duration.ofSeconds(12);

    private final StackSettings settings;
    private final Secrets secrets;
    private final Consumer<Stack> onChange;
    private final Progress progress;
    private final Waiting waiting;
    private final List<ProgramProcess> foundations = new CopyOnWriteArrayList<>();
    private final List<ProgramProcess> services = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    /**
     * @param onChange told whenever a process was started, so that its number can be kept
     * @param progress told what is being done, a line each, for people
     */
    public Stack(
            StackSettings settings, Secrets secrets, Consumer<Stack> onChange, Progress progress) {
        this.settings = settings;
        this.secrets = secrets;
        this.onChange = onChange;
        this.progress = progress;
        this.waiting = new Waiting(progress);
    }

    /** Starts all of it and returns when every part is ready. */
    public void start() {
        startFoundations();
        var programs = prepareServices();
        startServices(programs);
    }

    public void stop() {
        stopping = true;
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
                launch(
                        foundations,
                        "redis",
                        RedisServer.command(home, ports.redis(), secrets.redis()),
                        Map.of());
        var pubsub = launch(foundations, "pubsub-emulator", emulator(), Map.of());
        var simulator = launch(foundations, "llm-simulator", simulator(), Map.of());
        var mailbox = launch(foundations, "mailbox", mailbox(), Map.of());
        var roles = new DatabaseRoles(ports.postgres(), secrets);
        waiting.until(postgres, roles::databaseAnswers);
        roles.ensure();
        waiting.forPort(redis, ports.redis());
        waiting.forPort(pubsub, ports.pubsub());
        waiting.forHttp(simulator, ports.simulator(), "/health");
        waiting.forHttp(mailbox, ports.mailbox(), "/health");
        progress.report("database, Redis, Pub/Sub emulator, LLM simulator and mailbox are ready");
    }

    private Map<ServiceDefinition, JavaProgram> prepareServices() {
        var folders = ProgramFolders.of(settings);
        var programs = new EnumMap<ServiceDefinition, JavaProgram>(ServiceDefinition.class);
        for (var service : ServiceDefinition.values()) {
            if (!settings.without().contains(service)) {
                programs.put(service, new JavaProgram(service, settings.repository(), folders));
            }
        }
        var packed = programs.values().stream().filter(it -> !it.isExtracted()).toList();
        eachOf(packed, "extracting", JavaProgram::extract);
        var environment = environment();
        var untrained = programs.values().stream().filter(it -> !it.isTrained()).toList();
        eachOf(
                untrained,
                "training the start of",
                program -> {
                    try {
                        program.train(settings.home(), environment.of(program.service()));
                    } catch (StackFailure failure) {
                        // the class cache makes a start faster and is no condition of it
                        progress.report(
                                "%s starts without a class cache: %s"
                                        .formatted(
                                                program.service().serviceName(),
                                                failure.getMessage()));
                    }
                });
        return programs;
    }

    private void eachOf(List<JavaProgram> programs, String verb, Consumer<JavaProgram> work) {
        if (programs.isEmpty()) {
            return;
        }
        var begun = new AtomicInteger();
        SideBySide.run(
                programs,
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                program -> {
                    requireWanted();
                    progress.report(
                            "%s %s (%d of %d, once a build)"
                                    .formatted(
                                            verb,
                                            program.service().serviceName(),
                                            begun.incrementAndGet(),
                                            programs.size()));
                    work.accept(program);
                });
    }

    private ServiceEnvironment environment() {
        return new ServiceEnvironment(settings, secrets, System.getenv());
    }

    private void startServices(Map<ServiceDefinition, JavaProgram> programs) {
        var environment = environment();
        for (var service : settings.without()) {
            var file = environment.write(service);
            progress.report(
                    "%s is left to you: start it on port %d with the variables of %s"
                            .formatted(service.serviceName(), settings.ports().of(service), file));
        }
        progress.report("starting " + names(programs.keySet()));
        var started = new EnumMap<ServiceDefinition, ProgramProcess>(ServiceDefinition.class);
        programs.forEach((service, program) ->
                started.put(
                        service,
                        launch(
                                services,
                                service.serviceName(),
                                program.command(
                                        settings.home(),
                                        Optional.ofNullable(settings.debugPorts().get(service))),
                                environment.of(service))));
        started.forEach((service, program) ->
                waiting.forHttp(program, settings.ports().of(service), readiness()));
        progress.report("%d services are ready".formatted(started.size()));
    }

    // what needs a service that is left out is not ready before the person has started it
    private String readiness() {
        return settings.without().isEmpty() ? "/ready" : "/live";
    }

    private static String names(Collection<ServiceDefinition> services) {
        return services.stream()
                .map(ServiceDefinition::serviceName)
                .collect(Collectors.joining(", "));
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

    private List<String> mailbox() {
        return onClassPath(
                48,
                Mailbox.class.getName(),
                "--smtp-port",
                Integer.toString(settings.ports().smtp()),
                "--page-port",
                Integer.toString(settings.ports().mailbox()));
    }

    private List<String> onClassPath(int heapMebibytes, String main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(JavaProgram.java());
        command.addAll(JavaProgram.virtualMachine(heapMebibytes));
        command.add(StackProcesses.mark(settings.home()));
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
        requireWanted();
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

    // a start that is under way in another thread must not start what the end will not find
    private void requireWanted() {
        if (stopping) {
            throw new StackFailure("stopped before all was ready");
        }
    }

    private static void end(List<ProgramProcess> programs, Duration patience) {
        if (!programs.isEmpty()) {
            SideBySide.run(programs, programs.size(), program -> program.stop(patience));
        }
    }
}
