package dev.agentworks.starter.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what failed before or after Spring MVC, such as a request Tomcat could not read. */
@RestController
@OpenRoute
final class ProblemErrorController implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<Map<String, Object>> answer(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var problem =
                WebProblems.of(HttpStatusCode.valueOf(status instanceof Integer code ? code : 404));
        return ResponseEntity.status(problem.code().status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.body(path instanceof String uri ? uri : "/"));
    }
}
