package dev.agentworks.orchestrator.repository.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.repository.GitProgram;
import dev.agentworks.orchestrator.workingcopy.WorkingCopySituations;
import dev.agentworks.starter.storage.ObjectStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.util.NB;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

/** Stored repositories, judged by Git itself. */
@TestPropertySource(properties = "agentworks.files.repair=1h")
class StoredPackTests extends WorkingCopySituations {

    private static final int HASH = Constants.OBJECT_ID_LENGTH;

    @Autowired private PackRepair repair;
    @Autowired private PackRows rows;
    @Autowired private PackCompaction compaction;
    @Autowired private ReferenceCopies references;
    @Autowired private ObjectStorage storage;

    @Value("${agentworks.files.dir}")
    private Path storageFolder;

    @TempDir private Path folder;

    @BeforeEach
    void work() {
        GitProgram.in(folder);
        approved(wrote(run(), "src/app.ts", "let a = 1;\n", "umlaut-äöü.txt", "ä\n"));
        approved(wrote(run(), "src/app.ts", "let a = 2;\n", "large.txt", "x\n".repeat(200_000)));
        proposed(wrote(run(), "open.txt", "o\n"));
    }

    @Test
    void areWrittenSoThatGitReadsThem() throws IOException {
        assertThat(packs()).hasSizeGreaterThan(4).allMatch(this::isReadByGit);
        assertThat(validities()).containsOnly("VALID");
    }

    @Test
    void areReadByGitAfterACompaction() throws IOException {
        compaction.compact(project);
        compaction.removeReplaced(Duration.ZERO);

        assertThat(packs()).allMatch(this::isReadByGit);
        assertThat(recovered().run("fsck", "--strict", "--full")).doesNotContain("error");
    }

    @Test
    void canBeHadFromTheStorageAlone() throws IOException {
        var repository = recovered();

        var refs = new TreeMap<String, String>();
        repository
                .run("for-each-ref", "--format=%(refname) %(objectname)")
                .lines()
                .forEach(line -> refs.put(line.split(" ")[0], line.split(" ")[1]));
        var known = new TreeMap<String, String>();
        repositories.refs(project).forEach((name, id) -> known.put(name, id.name()));
        assertThat(refs).isEqualTo(known).containsKeys("refs/heads/main", "refs/heads/card/APP-1");
        assertThat(repository.run("show", "main:src/app.ts")).isEqualTo("let a = 2;\n");
        assertThat(repository.run("rev-list", "--count", "main").strip()).isEqualTo("5");
    }

    @Test
    void haveOneCopyOfTheirReferencesWhichFollowsThem() throws IOException {
        references.copy(project);
        approved(wrote(run(), "later.txt", "l\n"));
        references.copy(project);
        references.copy(project);

        try (var stored = Files.list(stored())) {
            assertThat(stored.filter(file -> name(file).endsWith(".packed-refs")).toList())
                    .singleElement()
                    .satisfies(copy ->
                            assertThat(Files.readString(copy))
                                    .contains(ref("main").name() + " refs/heads/main\n"));
        }
    }

    @Test
    void ofBeforeAreReplacedByPacksThatGitReads() throws Exception {
        makePacksAsTheyWereBefore();
        var before = onBranch("main");
        assertThat(packs()).anyMatch(pack -> !isReadByGit(pack));

        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> sweep =
                    () -> {
                        repair.sweep();
                        return true;
                    };
            for (var swept : instances.invokeAll(List.of(sweep, sweep, sweep))) {
                assertThat(swept.get()).isTrue();
            }
        }

        assertThat(packs()).hasSizeGreaterThan(4).allMatch(this::isReadByGit);
        assertThat(validities()).containsOnly("VALID");
        assertThat(onBranch("main")).isEqualTo(before);
        compaction.removeReplaced(Duration.ZERO);
        assertThat(onBranch("main")).isEqualTo(before);
        assertThat(recovered().run("fsck", "--strict", "--full")).doesNotContain("error");
    }

    @Test
    void ofBeforeAreRepairedLaterWhenTheStorageFailsOnTheWay() throws IOException {
        makePacksAsTheyWereBefore();
        var left = new int[] {3};
        var failing =
                new ForwardingStorage(storage) {
                    @Override
                    public void write(String key, byte[] content) throws IOException {
                        if (left[0]-- == 0) {
                            throw new IOException("the storage is away");
                        }
                        super.write(key, content);
                    }
                };

        new PackRepair(rows, failing).sweep();
        assertThat(validities()).contains("UNKNOWN");
        repair.sweep();

        assertThat(packs()).allMatch(this::isReadByGit);
        assertThat(validities()).containsOnly("VALID");
    }

    @Test
    void thatWereDamagedAreNamedAndHoldUpNoOthers() throws IOException {
        makePacksAsTheyWereBefore();
        var damaged = packs().getFirst();
        var content = Files.readAllBytes(damaged);
        content[content.length / 2] ^= 1;
        Files.write(damaged, content);

        repair.sweep();

        assertThat(validities()).containsOnly("VALID", "DAMAGED");
        assertThat(validities()).containsOnlyOnce("DAMAGED");
        for (var pack : packs()) {
            if (!pack.equals(damaged)) {
                var files =
                        new PackFiles(Files.readAllBytes(pack), Files.readAllBytes(index(pack)));
                assertThat(files.namesItsObjectCount()).isTrue();
            }
        }
    }

    /** The repository as an operator makes it of the storage. */
    private GitProgram recovered() throws IOException {
        references.copy(project);
        var target = folder.resolve("recovered.git");
        var made =
                GitProgram.in(folder)
                        .script(
                                Path.of("../deploy/recover-repository").toAbsolutePath(),
                                stored().toAbsolutePath().toString(),
                                target.toString());
        assertThat(made.status()).as(made.text()).isZero();
        assertThat(made.text()).doesNotContain("left out");
        return GitProgram.in(target);
    }

    // beside the others, because the objects of a pack lead to those of others
    private boolean isReadByGit(Path pack) {
        try {
            var all = Files.createTempDirectory(folder, "all");
            var program = GitProgram.in(all);
            program.run("init", "--quiet", "--bare");
            for (var other : packs()) {
                for (var file : List.of(other, index(other))) {
                    Files.copy(file, all.resolve("objects/pack").resolve(name(file)));
                }
            }
            var index = folder.resolve(name(pack) + ".idx").toString();
            var file = pack.toAbsolutePath().toString();
            return program.tryTo("index-pack", "--strict", "-o", index, file).status() == 0
                    && Arrays.equals(
                            Files.readAllBytes(index(pack)), Files.readAllBytes(Path.of(index)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makePacksAsTheyWereBefore() throws IOException {
        for (var pack : packs()) {
            var written = new PackFiles(Files.readAllBytes(pack), Files.readAllBytes(index(pack)));
            var old = asBefore(written);
            Files.write(pack, old.pack());
            Files.write(index(pack), old.index());
        }
        jdbc.sql("update git_pack set validity = 'UNKNOWN' where project_id = :project")
                .param("project", project)
                .update();
    }

    // the header says one object, and the checksums are of that
    private static PackFiles asBefore(PackFiles files) throws CorruptObjectException {
        var pack = files.pack().clone();
        NB.encodeInt32(pack, 8, 1);
        seal(pack);
        var index = files.index().clone();
        System.arraycopy(pack, pack.length - HASH, index, index.length - 2 * HASH, HASH);
        seal(index);
        return new PackFiles(pack, index);
    }

    private static void seal(byte[] file) {
        var digest = Constants.newMessageDigest();
        digest.update(file, 0, file.length - HASH);
        System.arraycopy(digest.digest(), 0, file, file.length - HASH, HASH);
    }

    private List<Path> packs() {
        return jdbc.sql(
                        """
                        select name from git_pack where project_id = :project and replaced_at is null order by name
                        """)
                .param("project", project)
                .query((row, _) -> stored().resolve(row.getString("name") + ".pack"))
                .list();
    }

    private List<String> validities() {
        return jdbc.sql(
                        "select validity from git_pack where project_id = :project and replaced_at is null")
                .param("project", project)
                .query((row, _) -> row.getString("validity"))
                .list();
    }

    private Path stored() {
        return storageFolder.resolve("repositories").resolve(project.toString());
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Path index(Path pack) {
        var name = name(pack);
        return pack.resolveSibling(name.substring(0, name.length() - ".pack".length()) + ".idx");
    }

    /** A storage that hands everything on. */
    private static class ForwardingStorage implements ObjectStorage {

        private final ObjectStorage storage;

        ForwardingStorage(ObjectStorage storage) {
            this.storage = storage;
        }

        @Override
        public void write(String key, byte[] content) throws IOException {
            storage.write(key, content);
        }

        @Override
        public void write(String key, InputStream content) throws IOException {
            storage.write(key, content);
        }

        @Override
        public byte[] read(String key, long from, int length) throws IOException {
            return storage.read(key, from, length);
        }

        @Override
        public void delete(String key) throws IOException {
            storage.delete(key);
        }
    }
}
