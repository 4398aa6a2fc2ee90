// Validates PDF files with veraPDF: java … VeraPdf.java FLAVOUR... -- FILE...
// A flavour is PDFUA_1, PDFA_2_A and so on. Prints what is wrong; exit status 1 if anything is.

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraPdf {
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    VeraGreenfieldFoundryProvider.initialise();
    List<String> all = Arrays.asList(arguments);
    int separator = all.indexOf("--");
    boolean good = true;
    for (String file : all.subList(separator + 1, all.size())) {
      for (String name : all.subList(0, separator)) {
        PDFAFlavour flavour = (PDFAFlavour) PDFAFlavour.class.getField(name).get(null);
        try (var parser = Foundries.defaultInstance().createParser(new File(file), flavour);
            var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
          ValidationResult result = validator.validate(parser);
          if (result.isCompliant() && result.getTotalAssertions() > 0) continue;
          good = false;
          System.out.printf("%s: not %s, by %d checks%n", file, name, result.getTotalAssertions());
          for (TestAssertion failure : result.getTestAssertions()) {
            if (failure.getStatus() != TestAssertion.Status.FAILED) continue;
            System.out.printf("  %s: %s%n    at %s%n", failure.getRuleId().getClause(), failure.getMessage(),
                failure.getLocation().getContext());
          }
        }
      }
    }
    System.exit(good ? 0 : 1);
  }
}
