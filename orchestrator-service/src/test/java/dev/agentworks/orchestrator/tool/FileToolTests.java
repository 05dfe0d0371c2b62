package dev.agentworks.orchestrator.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.orchestrator.repository.InvalidFileOperationException;
import dev.agentworks.orchestrator.workingcopy.FileRun;
import dev.agentworks.orchestrator.workingcopy.WorkingCopy;
import dev.agentworks.orchestrator.workingcopy.WorkingCopySituations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class FileToolTests extends WorkingCopySituations {

    private static final List<String> GRANTED =
            List.of("list_files", "read_file", "search_files", "write_file", "delete_file");

    @Autowired Toolbox toolbox;

    private final FileRun run = run();
    private int step;

    @Test
    void letsAnAgentWorkOnFilesAsOnADiskOfItsOwn() {
        assertThat(ok("write_file", "{'path':'src/a.ts','content':'one\\ntwo\\nthree\\n'}"))
                .isEqualTo(json("{'staged':true,'new':true}"));
        ok("write_file", "{'path':'src/b.ts','content':'two\\n'}");

        assertThat(ok("list_files", "{'folder':'src'}").path("files").size()).isEqualTo(2);
        var lines = ok("read_file", "{'path':'src/a.ts','firstLine':2,'lastLine':2}");
        assertThat(lines.path("text").asString()).isEqualTo("two\n");
        assertThat(lines.path("lines").asInt()).isEqualTo(3);
        assertThat(ok("search_files", "{'query':'two'}").path("hits").size()).isEqualTo(2);
        var found = ok("search_files", "{'query':'^T.O$','regex':true,'ignoreCase':true}");
        assertThat(found.path("hits").size()).isEqualTo(2);

        ok("delete_file", "{'path':'src/b.ts'}");
        assertThat(call("read_file", "{'path':'src/b.ts'}").content())
                .isEqualTo("There is no file src/b.ts.");
        assertThat(ok("list_files", "{}").path("files").size()).isEqualTo(1);
    }

    @Test
    void keepsRunsApartUntilTheyAreMerged() {
        ok("write_file", "{'path':'mine.txt','content':'m'}");

        assertThat(copies.of(run()).list("").files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write_file | {'path':'../x','content':'x'} | not allowed",
                "write_file | {'path':'/etc/passwd','content':'x'} | not allowed",
                "write_file | {'path':'.git/config','content':'x'} | not allowed",
                "write_file | {'path':'a','content':'x\\u0000'} | NUL",
                "write_file | {'path':'a'} | wrong arguments",
                "write_file | {'path':'a','content':'x','mode':'0777'} | wrong arguments",
                "write_file | {'path':'dir','content':'x'} | is a folder",
                "write_file | {'path':'dir/file/below','content':'x'} | nothing can lie below",
                "read_file | {'path':'none'} | There is no file",
                "read_file | {'path':'dir'} | is a folder",
                "read_file | {'path':'dir/file','firstLine':9} | only 1 lines",
                "read_file | {'path':'dir/file','firstLine':0} | wrong arguments",
                "delete_file | {'path':'none'} | There is no file",
                "delete_file | {'path':'../../etc'} | not allowed",
                "list_files | {'folder':'..'} | not allowed",
                "list_files | {'folder':'none'} | There is no folder",
                "search_files | {'query':'(a','regex':true} | expression cannot be used",
                "search_files | {'query':'(?=a)','regex':true} | expression cannot be used",
                "search_files | {'query':''} | wrong arguments"
            })
    void tellsTheModelWhatIsWrongWithACall(String tool, String arguments, String told) {
        ok("write_file", "{'path':'dir/file','content':'x'}");

        var result = call(tool, arguments);

        assertThat(result.isError()).isTrue();
        assertThat(result.content()).contains(told);
    }

    @Test
    void boundsWhatOneRunMayWrite() {
        for (int file = 0; file < 200; file++) {
            copies.of(run).write("s" + file, "f" + file, "x");
        }
        var oneMore = call("write_file", "{'path':'more','content':'x'}");
        assertThat(oneMore.content()).contains("200 files");
        assertThat(call("write_file", "{'path':'f0','content':'again'}").isError()).isFalse();
        assertThat(copies.of(run).list("").files()).hasSize(200);

        var large = run();
        var content = "x".repeat(1 << 20);
        for (int file = 0; file < 10; file++) {
            copies.of(large).write("s" + file, "f" + file, content);
        }
        assertThatThrownBy(() -> copies.of(large).write("s10", "f10", "x"))
                .isInstanceOf(InvalidFileOperationException.class);
        assertThatThrownBy(() -> copies.of(run()).write("s", "f", content + "x"))
                .isInstanceOf(InvalidFileOperationException.class);
    }

    @Test
    void readsALongFileInPieces() {
        var text = "line of some length\n".repeat(10_000);
        copies.of(run).write("s", "long.txt", text);

        var read = new StringBuilder();
        int next = 1;
        WorkingCopy.Snippet piece;
        do {
            piece = copies.of(run).read("long.txt", next, null);
            read.append(piece.text());
            next = piece.lastLine() + 1;
            assertThat(piece.text().length()).isLessThan(50_000);
        } while (piece.truncated());

        assertThat(read.toString()).isEqualTo(text);
    }

    @Test
    void answersAnEvilExpressionQuickly() {
        copies.of(run).write("s", "a.txt", "a".repeat(100_000) + "!");

        var found = call("search_files", "{'query':'^(a+)+$','regex':true}");

        assertThat(found.isError()).isFalse();
        assertThat(json(found.content()).path("hits").size()).isZero();
    }

    private JsonNode ok(String tool, String arguments) {
        var result = call(tool, arguments);
        assertThat(result.isError()).as(result.content()).isFalse();
        return json(result.content());
    }

    private ToolResult call(String tool, String arguments) {
        var context =
                new ToolContext(
                        workspace,
                        project,
                        card,
                        run.runId(),
                        "DEV_BACKEND",
                        "key-" + step++,
                        false);
        return toolbox.call(tool, GRANTED, context, json(arguments));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.startsWith("{'") ? text.replace('\'', '"') : text);
    }
}
