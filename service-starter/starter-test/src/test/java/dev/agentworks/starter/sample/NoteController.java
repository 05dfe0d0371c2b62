package dev.agentworks.starter.sample;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope("sample:public")
class NoteController {
    @PostMapping("/notes")
    Note write(@RequestBody @Valid Note note) {
        return note;
    }

    @PostMapping("/internal/notes")
    @RequiresScope("sample:notes")
    Note writeInternally(@RequestBody @Valid Note note) {
        return note;
    }

    @PostMapping("/remarks")
    Map<String, Boolean> remark(@RequestBody(required = false) @Valid @Nullable Note note) {
        return Map.of("given", note != null);
    }

    @GetMapping("/notes")
    Page<String> list(CursorRequest page, @RequestParam(defaultValue = "") List<String> colour) {
        return page.pageOf(List.of("a", "b", "c"));
    }

    @GetMapping("/notes/{id}")
    Note read(@PathVariable UUID id, @RequestParam(defaultValue = "1") @Max(10) int limit) {
        throw new ProblemException(CommonError.NOT_FOUND, "There is no note " + id + ".")
                .with("limit", limit);
    }

    @GetMapping("/whoami")
    Map<String, String> who(Caller caller) {
        return Map.of("service", caller.service(), "user", caller.requireUser().id());
    }

    @GetMapping("/fault")
    void fault() {
        throw new IllegalArgumentException("select secret from password");
    }

    @GetMapping("/special")
    @RequiresScope("sample:special")
    Map<String, String> special() {
        return Map.of();
    }

    enum Colour {
        RED,
        GREEN
    }

    record Line(@NotNull @Size(max = 5) @Nullable String text) {}

    record Note(
            @NotBlank @Size(max = 20) @Nullable String title,
            @Nullable Colour colour,
            @Nullable Integer size,
            @Nullable BigDecimal price,
            @Nullable Instant at,
            @Nullable LocalDate day,
            @Nullable UUID of,
            @Nullable Map<String, Object> extra,
            @Nullable List<@Valid Line> lines) {}
}
