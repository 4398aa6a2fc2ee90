#include "import/columns.hpp"

#include "base/named_setting.hpp"
#include "base/spelling.hpp"
#include "import/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace pensum::importing {

namespace {

// In the order of Field.
constexpr std::array<std::string_view, 13> names{"id",     "lesson",   "minutes",  "effort",  "path",
                                                 "url",    "requires", "priority", "summary", "question",
                                                 "answer", "split",    "done"};

struct Synonym {
  std::string_view name;
  Field field;
};

// Names of columns, small and without what is in brackets. Of one field the more usual ones come first. Other
// languages are in the same table: a list in Portuguese has no English header.
constexpr auto synonyms = std::to_array<Synonym>({
    {"id", Field::id},
    {"lesson id", Field::id},

    {"lesson", Field::lesson},
    {"lessons", Field::lesson},
    {"title", Field::lesson},
    {"lesson title", Field::lesson},
    {"lesson name", Field::lesson},
    {"name", Field::lesson},
    {"lecture", Field::lesson},
    {"lecture title", Field::lesson},
    {"lecture name", Field::lesson},
    {"problem", Field::lesson},
    {"problem name", Field::lesson},
    {"problem title", Field::lesson},
    {"question title", Field::lesson},
    {"question name", Field::lesson},
    {"video", Field::lesson},
    {"video title", Field::lesson},
    {"task", Field::lesson},
    {"task name", Field::lesson},
    {"activity", Field::lesson},
    {"exercise", Field::lesson},
    {"topic", Field::lesson},
    {"topic name", Field::lesson},
    {"course", Field::lesson},
    {"courses", Field::lesson},
    {"course title", Field::lesson},
    {"course name", Field::lesson},
    {"subject", Field::lesson},
    {"lektion", Field::lesson},
    {"titel", Field::lesson},
    {"thema", Field::lesson},
    {"aufgabe", Field::lesson},
    {"leçon", Field::lesson},
    {"titre", Field::lesson},
    {"nom", Field::lesson},
    {"sujet", Field::lesson},
    {"lección", Field::lesson},
    {"título", Field::lesson},
    {"titulo", Field::lesson},
    {"nombre", Field::lesson},
    {"tema", Field::lesson},
    {"lição", Field::lesson},
    {"aula", Field::lesson},
    {"nome", Field::lesson},
    {"lezione", Field::lesson},
    {"titolo", Field::lesson},
    {"les", Field::lesson},
    {"onderwerp", Field::lesson},
    {"lekcja", Field::lesson},
    {"tytuł", Field::lesson},
    {"temat", Field::lesson},
    {"урок", Field::lesson},
    {"название", Field::lesson},
    {"тема", Field::lesson},
    {"课程", Field::lesson},
    {"标题", Field::lesson},
    {"標題", Field::lesson},
    {"题目", Field::lesson},
    {"名称", Field::lesson},
    {"タイトル", Field::lesson},
    {"名前", Field::lesson},
    {"제목", Field::lesson},
    {"이름", Field::lesson},

    {"minutes", Field::minutes},
    {"minute", Field::minutes},
    {"mins", Field::minutes},
    {"min", Field::minutes},
    {"duration", Field::minutes},
    {"time", Field::minutes},
    {"length", Field::minutes},
    {"hours", Field::minutes},
    {"hour", Field::minutes},
    {"hrs", Field::minutes},
    {"estimated time", Field::minutes},
    {"estimated minutes", Field::minutes},
    {"estimated hours", Field::minutes},
    {"estimated duration", Field::minutes},
    {"est time", Field::minutes},
    {"time needed", Field::minutes},
    {"time required", Field::minutes},
    {"study time", Field::minutes},
    {"reading time", Field::minutes},
    {"read time", Field::minutes},
    {"video length", Field::minutes},
    {"video duration", Field::minutes},
    {"runtime", Field::minutes},
    {"minuten", Field::minutes},
    {"dauer", Field::minutes},
    {"zeit", Field::minutes},
    {"stunden", Field::minutes},
    {"durée", Field::minutes},
    {"temps", Field::minutes},
    {"heures", Field::minutes},
    {"minutos", Field::minutes},
    {"duración", Field::minutes},
    {"tiempo", Field::minutes},
    {"horas", Field::minutes},
    {"duração", Field::minutes},
    {"tempo", Field::minutes},
    {"minuti", Field::minutes},
    {"durata", Field::minutes},
    {"ore", Field::minutes},
    {"duur", Field::minutes},
    {"tijd", Field::minutes},
    {"minuty", Field::minutes},
    {"czas", Field::minutes},
    {"минуты", Field::minutes},
    {"длительность", Field::minutes},
    {"время", Field::minutes},
    {"时长", Field::minutes},
    {"時長", Field::minutes},
    {"分钟", Field::minutes},
    {"时间", Field::minutes},
    {"時間", Field::minutes},
    {"所要時間", Field::minutes},
    {"시간", Field::minutes},

    {"effort", Field::effort},
    {"workload", Field::effort},
    {"aufwand", Field::effort},

    {"path", Field::path},
    {"paths", Field::path},
    {"module", Field::path},
    {"section", Field::path},
    {"chapter", Field::path},
    {"unit", Field::path},
    {"part", Field::path},
    {"week", Field::path},
    {"day", Field::path},
    {"phase", Field::path},
    {"category", Field::path},
    {"group", Field::path},
    {"track", Field::path},
    {"module name", Field::path},
    {"module title", Field::path},
    {"section name", Field::path},
    {"section title", Field::path},
    {"chapter name", Field::path},
    {"chapter title", Field::path},
    {"unit title", Field::path},
    {"modul", Field::path},
    {"kapitel", Field::path},
    {"abschnitt", Field::path},
    {"teil", Field::path},
    {"woche", Field::path},
    {"kategorie", Field::path},
    {"chapitre", Field::path},
    {"partie", Field::path},
    {"semaine", Field::path},
    {"catégorie", Field::path},
    {"módulo", Field::path},
    {"capítulo", Field::path},
    {"sección", Field::path},
    {"unidad", Field::path},
    {"semana", Field::path},
    {"categoría", Field::path},
    {"seção", Field::path},
    {"unidade", Field::path},
    {"categoria", Field::path},
    {"modulo", Field::path},
    {"capitolo", Field::path},
    {"sezione", Field::path},
    {"settimana", Field::path},
    {"hoofdstuk", Field::path},
    {"moduł", Field::path},
    {"rozdział", Field::path},
    {"tydzień", Field::path},
    {"модуль", Field::path},
    {"раздел", Field::path},
    {"глава", Field::path},
    {"неделя", Field::path},
    {"章节", Field::path},
    {"章節", Field::path},
    {"章", Field::path},
    {"模块", Field::path},
    {"单元", Field::path},
    {"分类", Field::path},
    {"カテゴリ", Field::path},

    {"url", Field::url},
    {"link", Field::url},
    {"links", Field::url},
    {"href", Field::url},
    {"web address", Field::url},
    {"website", Field::url},
    {"resource", Field::url},
    {"lien", Field::url},
    {"enlace", Field::url},
    {"ссылка", Field::url},
    {"链接", Field::url},
    {"連結", Field::url},
    {"リンク", Field::url},
    {"링크", Field::url},

    {"requires", Field::prerequisites},
    {"prerequisites", Field::prerequisites},
    {"prerequisite", Field::prerequisites},
    {"prereqs", Field::prerequisites},
    {"prereq", Field::prerequisites},
    {"depends on", Field::prerequisites},
    {"dependencies", Field::prerequisites},
    {"voraussetzungen", Field::prerequisites},
    {"voraussetzung", Field::prerequisites},
    {"prérequis", Field::prerequisites},
    {"requisitos", Field::prerequisites},
    {"prerrequisitos", Field::prerequisites},
    {"requisiti", Field::prerequisites},
    {"前提", Field::prerequisites},

    {"priority", Field::priority},
    {"importance", Field::priority},
    {"priorität", Field::priority},
    {"priorité", Field::priority},
    {"prioridad", Field::priority},
    {"prioridade", Field::priority},
    {"priorità", Field::priority},
    {"приоритет", Field::priority},
    {"优先级", Field::priority},

    {"summary", Field::summary},
    {"description", Field::summary},
    {"notes", Field::summary},
    {"note", Field::summary},
    {"comment", Field::summary},
    {"comments", Field::summary},
    {"beschreibung", Field::summary},
    {"zusammenfassung", Field::summary},
    {"notizen", Field::summary},
    {"résumé", Field::summary},
    {"remarques", Field::summary},
    {"descripción", Field::summary},
    {"resumen", Field::summary},
    {"notas", Field::summary},
    {"descrição", Field::summary},
    {"resumo", Field::summary},
    {"descrizione", Field::summary},
    {"beschrijving", Field::summary},
    {"opis", Field::summary},
    {"описание", Field::summary},
    {"描述", Field::summary},
    {"备注", Field::summary},
    {"说明", Field::summary},

    {"question", Field::question},
    {"check question", Field::question},
    {"frage", Field::question},
    {"pregunta", Field::question},
    {"pergunta", Field::question},
    {"domanda", Field::question},
    {"vraag", Field::question},
    {"pytanie", Field::question},
    {"вопрос", Field::question},
    {"问题", Field::question},

    {"answer", Field::answer},
    {"correct answer", Field::answer},
    {"antwort", Field::answer},
    {"réponse", Field::answer},
    {"respuesta", Field::answer},
    {"resposta", Field::answer},
    {"risposta", Field::answer},
    {"antwoord", Field::answer},
    {"odpowiedź", Field::answer},
    {"ответ", Field::answer},
    {"答案", Field::answer},

    {"split", Field::split},
    {"may be split", Field::split},

    {"done", Field::done},
    {"completed", Field::done},
    {"complete", Field::done},
    {"finished", Field::done},
    {"status", Field::done},
    {"erledigt", Field::done},
    {"fertig", Field::done},
    {"fait", Field::done},
    {"hecho", Field::done},
    {"feito", Field::done},
    {"fatto", Field::done},
    {"готово", Field::done},
    {"完成", Field::done},
});

// A name in small letters and single spaces, without what is in brackets and marks at its ends.
std::string bare_name(std::string_view name) {
  std::string outside;
  int depth = 0;
  for (const char c : name) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) outside += c == '_' || c == '-' || c == '*' || c == '.' || c == ':' ? ' ' : c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return in_small_letters(without_emoji_at_ends(one_line(outside)));
}

// The position of the synonym; behind all of them where there is none.
std::size_t rank(std::string_view name) {
  const std::string bare = bare_name(name);
  const auto found = std::ranges::find(synonyms, std::string_view(bare), &Synonym::name);
  if (found != synonyms.end()) return static_cast<std::size_t>(found - synonyms.begin());
  // “Leetcode Question Link”, “Video URL”
  const bool link = bare.ends_with(" link") || bare.ends_with(" url");
  const auto url = std::ranges::find(synonyms, std::string_view("href"), &Synonym::name);
  return link ? static_cast<std::size_t>(url - synonyms.begin()) : synonyms.size();
}

std::optional<Field> field_named(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return {};
  return static_cast<Field>(found - names.begin());
}

void take_chosen(std::vector<Column>& columns, const std::map<std::string, std::string>& chosen) {
  for (const auto& [field, name] : chosen) {
    const auto exact = std::ranges::find(columns, one_line(name), &Column::name);
    const auto column =
        exact != columns.end() ? exact : std::ranges::find_if(columns, [&name](const Column& each) {
          return same_column(each.name, name);
        });
    if (column != columns.end()) column->field = field_named(field);
  }
}

// Of a field only the column with the best name; of paths all, but for those that the user chose.
void take_best(std::vector<Column>& columns, const std::vector<std::size_t>& ranks) {
  const bool path_chosen = column_of(columns, Field::path).has_value();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].field || ranks[i] == synonyms.size()) continue;
    const Field field = synonyms[ranks[i]].field;
    bool best = field != Field::path || !path_chosen;
    for (std::size_t other = 0; other < columns.size(); ++other) {
      if (other == i || field == Field::path) continue;
      if (columns[other].field == field) best = false;
      const bool rival =
          !columns[other].field && ranks[other] != synonyms.size() && synonyms[ranks[other]].field == field;
      if (rival && (ranks[other] < ranks[i] || (ranks[other] == ranks[i] && other < i))) best = false;
    }
    if (best) columns[i].field = field;
  }
}

// Names of what a list is ordered by, where another column names its lessons.
constexpr std::array<std::string_view, 10> outer_names{"topic",       "topic name",   "course",  "courses",
                                                       "course name", "course title", "subject", "thema",
                                                       "tema",        "тема"};

void take_outer_paths(std::vector<Column>& columns) {
  const auto lesson = column_of(columns, Field::lesson);
  if (!lesson) return;
  for (std::size_t i = 0; i < *lesson; ++i) {
    const bool outer = std::ranges::find(outer_names, bare_name(columns[i].name)) != outer_names.end();
    if (outer && !columns[i].field) columns[i].field = Field::path;
  }
}

// Lists of questions, each of which is to be worked on, have no column of answers.
void take_questions_for_lessons(std::vector<Column>& columns) {
  const auto question = column_of(columns, Field::question);
  if (!question || column_of(columns, Field::lesson) || column_of(columns, Field::answer)) return;
  columns[*question].field = Field::lesson;
}

}  // namespace

std::span<const std::string_view> field_names() { return names; }

std::string_view name_of(Field field) { return names[static_cast<std::size_t>(field)]; }

std::optional<Field> field_of_column(std::string_view name) {
  const std::size_t position = rank(name);
  return position == synonyms.size() ? std::nullopt : std::optional(synonyms[position].field);
}

bool same_column(std::string_view a, std::string_view b) {
  const std::string first = bare_name(a);
  return !first.empty() && first == bare_name(b);
}

std::vector<Column> columns_of(const std::vector<std::string>& header,
                               const std::map<std::string, std::string>& chosen) {
  std::vector<Column> columns;
  std::vector<std::size_t> ranks;
  for (const std::string& name : header) {
    columns.push_back({.name = one_line(name), .unit = unit_of_column(name)});
    ranks.push_back(rank(name));
  }
  take_chosen(columns, chosen);
  take_best(columns, ranks);
  take_questions_for_lessons(columns);
  if (!chosen.contains("path")) take_outer_paths(columns);
  return columns;
}

Diagnostics faults_of_choice(const std::map<std::string, std::string>& chosen,
                             const std::vector<std::string>& header, const Place& place) {
  Diagnostics faults;
  std::vector<std::string_view> candidates;
  std::string list;
  for (const std::string& name : header) {
    if (name.empty()) continue;
    candidates.push_back(name);
    list += (list.empty() ? "“" : ", “") + shown(name) + "”";
  }
  for (const auto& [field, name] : chosen) {
    const std::string setting = named("column", fmt::format("{}={}", field, name));
    if (!field_named(field)) {
      faults.push_back({Severity::error,
                        {},
                        fmt::format("{}: a lesson has no “{}”", setting, shown(field)),
                        one_of(field, names)});
    } else if (std::ranges::none_of(header, [&](const std::string& each) {
                 return one_line(each) == one_line(name) || same_column(each, name);
               })) {
      faults.push_back({Severity::error, place,
                        fmt::format("{}: there is no column “{}”", setting, shown(name)),
                        suggestion(name, candidates, "its columns are: " + list)});
    }
  }
  return faults;
}

std::string as_argument(const std::string& text) {
  return text.find_first_of(" ()[]&;*?!#'") == std::string::npos ? text : "\"" + text + "\"";
}

std::optional<std::size_t> column_of(const std::vector<Column>& columns, Field field) {
  const auto found = std::ranges::find(columns, std::optional(field), &Column::field);
  if (found == columns.end()) return {};
  return static_cast<std::size_t>(found - columns.begin());
}

}  // namespace pensum::importing
